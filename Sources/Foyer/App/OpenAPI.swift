import Foundation

/// `/openapi.json`, made from the site map and the schemas beside it.
enum OpenAPI {
  /// Nothing in it changes while the program runs.
  static let served = Result { try document() }

  static func document() throws -> Data {
    let schemas = try JSONSerialization.jsonObject(
      with: Data(
        contentsOf: try ProductHome.find().root.appendingPathComponent("Sources/Foyer/App/openapi-schemas.json")))
    let forms = FormDescription(schemas: schemas as? [String: Any] ?? [:])
    let paths = try Dictionary(grouping: SiteMap.operations, by: \.path).sorted { $0.key < $1.key }.map {
      path, operations in
      let descriptions = operations.map { ($0.method.rawValue, description(of: $0, forms)) }
      return try #""\#(path)":"# + json(Dictionary(uniqueKeysWithValues: descriptions))
    }
    let frame = try json([
      "openapi": "3.1.0",
      "info": [
        "title": "Foyer", "version": FoyerVersion.text, "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]],
      "components": [
        "schemas": schemas,
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": "foyer_session"],
        ],
      ],
    ])
    let whole = String(frame.dropLast()) + #","paths":{"# + paths.joined(separator: ",") + "}}"
    return Data(whole.utf8)
  }

  /// Written path by path: the whole in one piece takes 10 MB for a moment, and the program keeps them.
  private static func json(_ object: [String: Any]) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static func description(of operation: Operation, _ forms: FormDescription) -> [String: Any] {
    var description: [String: Any] = [
      "operationId": operation.id, "summary": operation.summary, "responses": responses(of: operation),
      "security": security(of: operation),
    ]
    if !operation.parameters.isEmpty {
      description["parameters"] = operation.parameters.map { parameter in
        [
          "name": parameter.name, "in": parameter.place.rawValue, "required": parameter.required,
          "schema": reference(parameter.schema),
        ] as [String: Any]
      }
    }
    if operation.method != .get { description["requestBody"] = body(of: operation, forms) }
    return description
  }

  /// The same fields as JSON or as a form, in which nested names are written with dots: `visitor.name`. Whoever is
  /// signed in by a cookie sends the form's token too, there or in the header `X-Form-Token`.
  private static func body(of operation: Operation, _ forms: FormDescription) -> [String: Any] {
    let form: [String: Any] = ["schema": forms.schema(of: operation.body)]
    var content: [String: Any] = ["application/x-www-form-urlencoded": form, "multipart/form-data": form]
    content["application/json"] = ["schema": operation.body.map(reference) ?? ["type": "object"]]
    return ["required": operation.body != nil, "content": content]
  }

  private static func responses(of operation: Operation) -> [String: Any] {
    var responses: [String: Any] = [:]
    for status in failures(of: operation) { responses[String(status)] = problem(status, of: operation) }
    let success = success(of: operation)
    if !success.isEmpty { responses[String(operation.status)] = success }
    if operation.mayAskFirst { responses["200"] = ["description": "A page that asks or tells first", "content": page] }
    if leadsOn(operation) { responses["303"] = seeOther }
    return responses
  }

  /// A browser that sends a form is led on with 303, the answer itself is for programs; one that is not signed in is
  /// led to the sign-in page.
  private static func leadsOn(_ operation: Operation) -> Bool {
    operation.access != .open || operation.method != .get && operation.only == nil && !operation.showsPage
  }

  private static func hasPage(_ operation: Operation) -> Bool { operation.method == .get && operation.only == nil }

  private static func success(of operation: Operation) -> [String: Any] {
    var content: [String: Any] = [:]
    if let answer = operation.answer { content["application/json"] = ["schema": reference(answer)] }
    if operation.answer == nil, let only = operation.only { content[only] = text }
    if hasPage(operation) || operation.showsPage { content["text/html"] = text }
    var success: [String: Any] = ["description": operation.summary]
    if !content.isEmpty { success["content"] = content }
    if operation.status == 201, operation.only == nil { success["headers"] = location(required: false) }
    return success
  }

  private static func failures(of operation: Operation) -> Set<Int> {
    var statuses = Set(operation.alsoAnswers)
    if operation.method != .get || operation.access != .open { statuses.insert(503) }
    switch operation.access {
    case .open: break
    case .signedIn, .person, .here: statuses.insert(401)
    case .may: statuses.formUnion([401, 403])
    }
    if operation.parameters.contains(where: { $0.place == .path }) { statuses.insert(404) }
    if operation.parameters.contains(where: { $0.place == .query }) { statuses.insert(422) }
    if operation.method != .get { statuses.formUnion([400, 403, 413, 415]) }
    if operation.body != nil { statuses.insert(422) }
    return statuses
  }

  private static func problem(_ status: Int, of operation: Operation) -> [String: Any] {
    var content: [String: Any] = ["application/problem+json": ["schema": reference("Problem")]]
    // Where a browser asks, a page says what is wrong.
    content["text/html"] = text
    var problem: [String: Any] = [
      "description": words[status] ?? "What is wrong, as RFC 9457 tells it", "content": content,
    ]
    if status == 401 { problem["headers"] = ["WWW-Authenticate": header("Bearer")] }
    if status == 429 { problem["headers"] = ["Retry-After": header("Seconds to wait")] }
    return problem
  }

  private static let words = [
    400: "The body is not of the form that it claims", 401: "Sign in first, or send a token",
    403: "The role has no such permission, or the form's token is missing",
    404: "There is no such thing in this estate",
    409: "It does not fit what is stored", 413: "More than is taken here", 415: "Neither a form nor JSON",
    422: "Fields to mend, each with its rule and clause", 429: "Too many tries", 503: "Storage does not answer",
  ]

  private static var seeOther: [String: Any] {
    ["description": "For a browser: the page to go on with", "headers": location(required: true)]
  }

  private static func location(required: Bool) -> [String: Any] {
    ["Location": header("Where it is").merging(["required": required]) { own, _ in own }]
  }

  private static func header(_ description: String) -> [String: Any] {
    ["description": description, "schema": ["type": "string"]]
  }

  private static var page: [String: Any] { ["text/html": text] }

  private static var text: [String: Any] { ["schema": ["type": "string"]] }

  private static func security(of operation: Operation) -> [[String: [String]]] {
    switch operation.access {
    case .open: []
    case .here: [[:], ["token": []], ["session": []]]
    default: [["token": []], ["session": []]]
    }
  }

  private static func reference(_ schema: String) -> [String: Any] { ["$ref": "#/components/schemas/\(schema)"] }
}

enum FoyerVersion {
  static let text = "0.1.0"
}
