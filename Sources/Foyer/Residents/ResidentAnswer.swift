/// What a question for residents found.
struct ResidentAnswer: Sendable {
  let estate: Estate
  let residents: [Resident]
  let residencies: [String: [Resident.Residency]]
  let next: ResidentCursor?
}
