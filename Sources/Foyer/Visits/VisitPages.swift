import Foundation
import Pages

struct VisitListPage: Page {
  static let template = "visits/index"
  let visits: [Visit]
  let words: VisitWords

  var content: [String: Any] { ["visits": visits.map(words.row)] }
}
