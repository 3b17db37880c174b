/// Signing in and out, staff, enrolled browsers, tokens.
extension SiteMap {
  static let newSession = Operation(
    id: "newSession", method: .get, path: "/session/new", access: .open, summary: "The sign-in page")
  static let createSession = Operation(
    id: "createSession", method: .post, path: "/session", access: .open,
    summary: "Signs a person in, by name and password, or on an enrolled browser by account and PIN",
    body: "NewSession", answer: "Session", status: 201, alsoAnswers: [429])
  static let showSession = Operation(
    id: "getSession", method: .get, path: "/session", access: .signedIn, summary: "Who is signed in", answer: "Session",
    alsoAnswers: [404])
  static let deleteSession = Operation(
    id: "deleteSession", method: .delete, path: "/session", access: .person, summary: "Signs out", status: 204)
  static let moveSession = Operation(
    id: "moveSession", method: .post, path: "/session/post", access: .person, summary: "Goes on at another post",
    body: "PostChoice", answer: "Session")
  static let changePassword = Operation(
    id: "changePassword", method: .post, path: "/session/password", access: .person,
    summary: "Changes one's own password; every other session of the person ends", body: "PasswordChange",
    answer: "Session", status: 201)
  static let setPIN = Operation(
    id: "setPIN", method: .post, path: "/session/pin", access: .person, summary: "Sets one's own PIN",
    body: "PINChange", answer: "Session")
  static let removePIN = Operation(
    id: "removePIN", method: .delete, path: "/session/pin", access: .person, summary: "Removes one's own PIN",
    answer: "Session")
  static let showSetUp = Operation(
    id: "getSetUp", method: .get, path: "/setup/{code}", access: .open, summary: "Whom a set-up link is for",
    parameters: [.init(name: "code", place: .path, schema: "SetUpCode")], answer: "SetUp", alsoAnswers: [429])
  static let createSetUp = Operation(
    id: "createSetUp", method: .post, path: "/setup/{code}", access: .open,
    summary: "Chooses a password by a set-up link, once, and signs in",
    parameters: [.init(name: "code", place: .path, schema: "SetUpCode")], body: "NewSetUp", answer: "Session",
    status: 201, alsoAnswers: [409, 429])

  static let accounts = [
    newSession, createSession, showSession, deleteSession, moveSession, changePassword, setPIN, removePIN, showSetUp,
    createSetUp,
  ]
}
