/// One thing that can be asked of a resource: where, how, who may, and what it takes and gives.
/// The router, the guard and `/openapi.json` are all made from it, so that they cannot differ.
struct Operation: Sendable {
  enum Guard: Sendable, Equatable {
    /// Anyone, also without signing in.
    case open
    /// Any person or program that is signed in.
    case signedIn
    /// A person at a browser; never a program.
    case person
    case may(Permission)
    /// Anyone on this machine; from elsewhere whoever is signed in.
    case here
  }

  enum Method: String, Sendable {
    case get, post, put, delete
  }

  /// A parameter of the path or the query.
  struct Parameter: Sendable {
    enum Place: String, Sendable { case path, query }
    let name: String
    let place: Place
    /// The name of a schema in `/openapi.json`.
    let schema: String
    var required: Bool { place == .path }
  }

  let id: String
  let method: Method
  /// With parameters in braces: `/visits/{id}`.
  let path: String
  let access: Guard
  let summary: String
  var parameters: [Parameter] = []
  /// The schema of what is sent as JSON or as a form.
  var body: String?
  /// The schema of the JSON answer, and its status. Nil: the operation answers only HTML.
  var answer: String?
  var status = 200
  /// The one media type that it answers, whatever was asked for. Nil: a page for a browser, JSON for a program where
  /// there is an ``answer``.
  var only: String?
  /// A browser that sent a form is shown a page at once instead of being led on: what it says is said only here.
  var showsPage = false
  /// A browser may be shown the form once more before anything is done.
  var mayAskFirst = false
  /// Statuses besides ``status`` that it may answer (401, 403, 404, 422 … are added from the guard and the body).
  var alsoAnswers: [Int] = []
  /// The most bytes that it takes.
  var bodyLimit = 256 << 10
}

/// All addresses of the product. `App/Routes.swift` says who answers them.
enum SiteMap {
  static let operations: [Operation] = [
    surface,
    accounts,
    settings,
    residents,
    visits,
    expected,
    record,
    register,
    receptions,
    journal,
    passes,
    openItems,
    duties,
    equipment,
    checks,
    roster,
    rosterRequests,
    rosterSetup,
    notices,
    handovers,
  ].flatMap { $0 }
}

extension SiteMap {
  /// How an address may be asked for, in capital letters; empty where there is none.
  static func methods(at path: String) -> [String] {
    let methods = operations(at: path).map { $0.method.rawValue.uppercased() }
    return methods.contains("GET") ? methods + ["HEAD"] : methods
  }

  static func operations(at path: String) -> [Operation] {
    let asked = path.split(separator: "/")
    let fitting = operations.compactMap { operation -> (parameters: Int, operation: Operation)? in
      let known = operation.path.split(separator: "/")
      guard known.count == asked.count else { return nil }
      guard zip(known, asked).allSatisfy({ $0.0.hasPrefix("{") || $0.0 == $0.1 }) else { return nil }
      return (known.count { $0.hasPrefix("{") }, operation)
    }
    // `/visits/new` is not `/visits/{id}`: the address with the fewest parameters is meant.
    let nearest = fitting.map(\.parameters).min()
    return fitting.filter { $0.parameters == nearest }.map(\.operation)
  }
}
