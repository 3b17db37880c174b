import Foundation
import Pages

struct VisitListPage: Page {
  static let template = "visits/index"
  let visits: [Visit]
  let words: VisitWords

  var content: [String: Any] { ["visits": visits.map(words.row)] }
}

struct VisitPage: Page {
  static let template = "visits/show"
  let visit: Visit
  let words: VisitWords

  var content: [String: Any] { ["visit": words.row(visit)] }
}
