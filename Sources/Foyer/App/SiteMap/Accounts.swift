/// Signing in and out.
extension SiteMap {
  static let newSession = Operation(
    id: "newSession", method: .get, path: "/session/new", access: .open, summary: "The sign-in page")
  static let createSession = Operation(
    id: "createSession", method: .post, path: "/session", access: .open, summary: "Signs a person in")
  static let deleteSession = Operation(
    id: "deleteSession", method: .delete, path: "/session", access: .person, summary: "Signs out")

  static let accounts = [newSession, createSession, deleteSession]
}
