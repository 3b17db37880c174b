import Foundation
import Pages

/// Which days are asked for: `from` and `to`, today without them; `post` for one post alone.
struct RegisterForm {
  let form: Form
  let zone: EstateZone

  func period(at now: Instant) throws -> RegisterPeriod {
    var reader = FieldReader(form)
    let first = reader.day("from", zone: zone) ?? now
    let last = reader.day("to", zone: zone) ?? (form.typed("from").isEmpty ? now : first)
    let post = reader.text("post", limit: 36)
    if let post, Identifier.parse(post) == nil { reader.errors.add("post", "choice") }
    if reader.errors.isEmpty, zone.startOfDay(last) < zone.startOfDay(first) { reader.errors.add("to", "before_from") }
    if last > now.advanced(days: 366) { reader.errors.add("to", "too_far") }
    try reader.errors.check()
    return RegisterPeriod(first: first, last: last, post: post, zone: zone)
  }
}
