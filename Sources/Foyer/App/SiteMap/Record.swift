/// One visit looked at closely: its document number in the clear.
extension SiteMap {
  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let newReveal = Operation(
    id: "newReveal", method: .get, path: "/visits/{id}/document/reveal", access: .may(.revealNumbers),
    summary: "The page that asks why a document number must be seen", parameters: [id], alsoAnswers: [409])
  static let createReveal = Operation(
    id: "createReveal", method: .post, path: "/visits/{id}/document/reveal", access: .may(.revealNumbers),
    summary: "Shows a document number in the clear and writes down who saw it and why", parameters: [id],
    body: "NewReveal", answer: "RevealedNumber", showsPage: true, alsoAnswers: [409])

  static let record = [newReveal, createReveal]
}
