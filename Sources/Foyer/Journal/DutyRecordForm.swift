import Foundation
import Pages

/// Which part of the record is asked for: `from` and `to` with their clock, `post`; the shift that is on without them.
struct DutyRecordForm {
  let form: Form
  let zone: EstateZone

  func asked(usual post: String) throws -> (post: String, from: Instant?, until: Instant?) {
    var reader = FieldReader(form)
    let from = moment("from", &reader)
    let until = moment("to", &reader)
    let post = reader.reference("post") ?? post
    try reader.errors.check()
    return (post, from, until)
  }

  private func moment(_ field: String, _ reader: inout FieldReader) -> Instant? {
    guard let text = reader.text(field, limit: 40) else { return nil }
    guard let instant = EstateZone.instant(iso: text) ?? zone.instant(local: text) ?? zone.instant(day: text) else {
      reader.errors.add(field, "moment")
      return nil
    }
    return instant
  }
}
