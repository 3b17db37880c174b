import Foundation
import Spreadsheets

extension EstateZone {
  /// The first moment of a day in any of the forms in which people and lists write it; nil when it is none.
  func instant(writtenDay text: String) -> Instant? {
    ImportDate.parse(text).flatMap { instant(day: $0.description) }
  }
}
