/// A kind of thing that is odd about a number. Never a verdict on the document or its holder.
///
/// A check digit proves typing, not identity, so the attendant may always go on with a reason.
/// `regionUnknown`, `ageUnlikely` and `legacy15Digit` occur on real documents and only deserve a second look.
public enum Finding: String, Sendable, Codable, CaseIterable {
  /// More or fewer characters than the document's numbers have.
  case length
  /// A character that cannot stand where it stands.
  case charset
  /// No province has this code. Abolished county codes are not reported: their holders live on.
  case regionUnknown = "region_unknown"
  /// The date of birth is not in the calendar.
  case birthDateImpossible = "birth_date_impossible"
  /// The date of birth lies after the day of the examination.
  case birthDateFuture = "birth_date_future"
  /// The holder would be older than 130 years.
  case ageUnlikely = "age_unlikely"
  /// A sound 15-digit number: such cards ended in 2013, so it is stale or mistyped.
  case legacy15Digit = "legacy_15_digit"
  /// A check digit does not agree with what it protects.
  case checkDigit = "check_digit"
  /// The document's last day lies before the day of the examination. For the attendant to weigh.
  case expired
}
