/// The visitor register on paper and as a file.
extension SiteMap {
  private static let period: [Operation.Parameter] = [
    .init(name: "from", place: .query, schema: "Day"), .init(name: "to", place: .query, schema: "Day"),
    .init(name: "post", place: .query, schema: "Id"),
  ]

  static let showRegister = Operation(
    id: "showRegister", method: .get, path: "/register", access: .may(.printRegister),
    summary: "The visitor register of a period, masked, as it stands on paper",
    parameters: period + [.init(name: "print", place: .query, schema: "Id")], answer: "Register",
    alsoAnswers: [400, 422])
  static let printRegister = Operation(
    id: "createRegisterPrint", method: .post, path: "/register/prints", access: .may(.printRegister),
    summary: "Writes down that the register of a period is printed", body: "NewRegisterPrint",
    answer: "SheetPrint", status: 201)
  static let exportRegister = Operation(
    id: "createRegisterExport", method: .post, path: "/register/exports", access: .may(.printRegister),
    summary: "The register of a period as a CSV file; writes down that it was taken", body: "NewRegisterPrint",
    only: "text/csv")

  static let register = [showRegister, printRegister, exportRegister]
}
