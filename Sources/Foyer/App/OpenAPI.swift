import Foundation

/// `/openapi.json`, made from the site map and the schemas beside it.
enum OpenAPI {
  static func document() throws -> Data {
    let schemas = try JSONSerialization.jsonObject(
      with: Data(
        contentsOf: try ProductHome.find().root.appendingPathComponent("Sources/Foyer/App/openapi-schemas.json")))
    var paths: [String: [String: Any]] = [:]
    for operation in SiteMap.operations {
      paths[operation.path, default: [:]][operation.method.rawValue] = description(of: operation)
    }
    let document: [String: Any] = [
      "openapi": "3.1.0",
      "info": [
        "title": "Foyer", "version": FoyerVersion.text, "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]],
      "paths": paths,
      "components": [
        "schemas": schemas,
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": "foyer_session"],
        ],
      ],
    ]
    return try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func description(of operation: Operation) -> [String: Any] {
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
    if let body = operation.body {
      description["requestBody"] = ["required": true, "content": ["application/json": ["schema": reference(body)]]]
    }
    return description
  }

  private static func responses(of operation: Operation) -> [String: Any] {
    var responses: [String: Any] = [String(operation.status): success(of: operation)]
    for status in failures(of: operation) { responses[String(status)] = problem }
    return responses
  }

  private static func success(of operation: Operation) -> [String: Any] {
    guard let answer = operation.answer else { return ["description": operation.summary] }
    return [
      "description": operation.summary, "content": ["application/json": ["schema": reference(answer)]],
    ]
  }

  private static func failures(of operation: Operation) -> Set<Int> {
    var statuses = Set(operation.alsoAnswers)
    switch operation.access {
    case .open: break
    case .signedIn, .person: statuses.insert(401)
    case .may: statuses.formUnion([401, 403])
    }
    if operation.parameters.contains(where: { $0.place == .path }) { statuses.insert(404) }
    if operation.method != .get { statuses.formUnion([400, 403, 413, 415, 422]) }
    return statuses
  }

  private static var problem: [String: Any] {
    [
      "description": "What is wrong, as RFC 9457 tells it",
      "content": ["application/problem+json": ["schema": reference("Problem")]],
    ]
  }

  private static func security(of operation: Operation) -> [[String: [String]]] {
    operation.access == .open ? [] : [["token": []], ["session": []]]
  }

  private static func reference(_ schema: String) -> [String: Any] { ["$ref": "#/components/schemas/\(schema)"] }
}

enum FoyerVersion {
  static let text = "0.1.0"
}
