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

  private static let id = Operation.Parameter(name: "id", place: .path, schema: "Id")

  static let listStaff = Operation(
    id: "listStaff", method: .get, path: "/staff", access: .may(.seeStaff), summary: "The staff", answer: "StaffList")
  static let createStaff = Operation(
    id: "createStaff", method: .post, path: "/staff", access: .may(.keepStaff),
    summary: "Adds a person; the answer holds the one-time set-up link", body: "NewStaff", answer: "Staff", status: 201,
    showsPage: true)
  static let showStaff = Operation(
    id: "getStaff", method: .get, path: "/staff/{id}", access: .may(.seeStaff), summary: "One person", parameters: [id],
    answer: "Staff")
  static let changeStaff = Operation(
    id: "changeStaff", method: .post, path: "/staff/{id}", access: .may(.keepStaff), summary: "Changes name and role",
    parameters: [id], body: "NewStaff", answer: "Staff", alsoAnswers: [409])
  static let createSetUpLink = Operation(
    id: "createSetUpLink", method: .post, path: "/staff/{id}/setup", access: .may(.keepStaff),
    summary: "Makes a new one-time set-up link", parameters: [id], answer: "Staff", status: 201, showsPage: true,
    alsoAnswers: [409])
  static let createSuspension = Operation(
    id: "createSuspension", method: .post, path: "/staff/{id}/suspension", access: .may(.keepStaff),
    summary: "Disables an account: sessions, PIN, set-up link and tokens end at once", parameters: [id],
    answer: "Staff", status: 201, alsoAnswers: [409])
  static let deleteSuspension = Operation(
    id: "deleteSuspension", method: .delete, path: "/staff/{id}/suspension", access: .may(.keepStaff),
    summary: "Enables an account again", parameters: [id], answer: "Staff", alsoAnswers: [409])

  static let listBrowsers = Operation(
    id: "listBrowsers", method: .get, path: "/browsers", access: .may(.seeStaff),
    summary: "Browsers that stand at posts",
    answer: "BrowserList")
  static let createBrowser = Operation(
    id: "createBrowser", method: .post, path: "/browsers", access: .may(.enrolBrowsers),
    summary: "Enrols the browser that asks", body: "NewBrowser", answer: "Browser", status: 201)
  static let deleteBrowser = Operation(
    id: "deleteBrowser", method: .delete, path: "/browsers/{id}", access: .may(.enrolBrowsers),
    summary: "Revokes a browser", parameters: [id], answer: "Browser", alsoAnswers: [409])

  static let listTokens = Operation(
    id: "listTokens", method: .get, path: "/tokens", access: .may(.keepTokens), summary: "Tokens of programs",
    answer: "TokenList")
  static let createToken = Operation(
    id: "createToken", method: .post, path: "/tokens", access: .may(.keepTokens),
    summary: "Makes a token; the answer holds it, once", body: "NewToken", answer: "Token", status: 201, showsPage: true
  )
  static let deleteToken = Operation(
    id: "deleteToken", method: .delete, path: "/tokens/{id}", access: .may(.keepTokens), summary: "Revokes a token",
    parameters: [id], answer: "Token", alsoAnswers: [409])

  static let accounts = [
    newSession, createSession, showSession, deleteSession, moveSession, changePassword, setPIN, removePIN, showSetUp,
    createSetUp, listStaff, createStaff, showStaff, changeStaff, createSetUpLink, createSuspension, deleteSuspension,
    listBrowsers, createBrowser, deleteBrowser, listTokens, createToken, deleteToken,
  ]
}
