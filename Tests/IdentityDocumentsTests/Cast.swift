import IdentityDocuments

/// The day on which the tests take place unless they say otherwise.
let today = day("2026-11-23")

func day(_ iso: String) -> CalendarDay {
  guard let day = CalendarDay.parse(iso) else { preconditionFailure("no day: \(iso)") }
  return day
}

func examine(_ number: String, as type: DocumentType, on day: CalendarDay = today) -> Examination {
  DocumentNumber.examine(number, as: type, today: day)
}

func findings(_ number: String, as type: DocumentType, on day: CalendarDay = today) -> [Finding] {
  examine(number, as: type, on: day).findings
}
