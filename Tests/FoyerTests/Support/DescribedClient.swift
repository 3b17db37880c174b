import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Foyer

/// A client that holds every answer of every story against `/openapi.json`: an answer that is not described there
/// (status, media type, field) fails the story.
struct DescribedClient: TestClientProtocol {
  let inner: any TestClientProtocol
  var port: Int? { inner.port }

  func executeRequest(
    uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
  ) async throws -> TestResponse {
    let answer = try await inner.executeRequest(uri: uri, method: method, headers: headers, body: body)
    if let operation = Description.shared.operation(meantBy: method, uri) {
      for fault in Description.shared.faults(of: answer, to: operation) {
        Issue.record("\(operation.method.rawValue) \(uri.prefix(100)) (\(operation.id)): \(fault)")
      }
    }
    return answer
  }
}

/// `/openapi.json`, as its readers understand it.
struct Description: @unchecked Sendable {
  typealias Object = [String: Any]

  static let shared = Description()

  let document: Object
  private let schemas: Object

  private init() {
    let document = (try? JSONSerialization.jsonObject(with: OpenAPI.document())) as? Object ?? [:]
    self.document = document
    schemas = (document["components"] as? Object)?["schemas"] as? Object ?? [:]
  }

  func described(_ operation: Foyer.Operation) -> Object {
    ((document["paths"] as? Object)?[operation.path] as? Object)?[operation.method.rawValue] as? Object ?? [:]
  }

  func operation(meantBy method: HTTPRequest.Method, _ uri: String) -> Foyer.Operation? {
    let parts = uri.split(separator: "?", maxSplits: 1)
    guard let path = parts.first else { return nil }
    var method = method.rawValue.lowercased()
    if method == "post", parts.count > 1, let override = parts[1].firstMatch(of: /_method=(delete|put)/)?.1 {
      method = String(override)
    }
    return SiteMap.operations(at: String(path)).first { $0.method.rawValue == method }
  }

  // MARK: - Answers

  func faults(of answer: TestResponse, to operation: Foyer.Operation) -> [String] {
    let responses = described(operation)["responses"] as? Object ?? [:]
    let status = answer.status.code
    guard let response = responses[String(status)] as? Object else { return ["\(status) is not described"] }
    var faults = missingHeaders(of: answer, response)
    let content = response["content"] as? Object ?? [:]
    guard answer.body.readableBytes > 0 else {
      return faults + (content.isEmpty ? [] : ["\(status) is empty, described is \(content.keys.sorted())"])
    }
    let type = String((answer.headers[.contentType] ?? "-").prefix { $0 != ";" })
    guard let media = content[type] as? Object else { return faults + ["\(status) as \(type) is not described"] }
    guard type.hasSuffix("json"), let schema = media["schema"] as? Object else { return faults }
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(answer.body.readableBytesView), options: .fragmentsAllowed)
    else { return faults + ["\(status) is no JSON"] }
    faults += self.faults(of: value, schema, at: "").map { "\(status)\($0)" }
    return faults
  }

  private func missingHeaders(of answer: TestResponse, _ response: Object) -> [String] {
    let headers = response["headers"] as? Object ?? [:]
    return headers.compactMap { name, header in
      let isWanted = (header as? Object)?["required"] as? Bool ?? false
      guard isWanted, let field = HTTPField.Name(name), answer.headers[field] == nil else { return nil }
      return "\(answer.status.code) has no \(name)"
    }
  }

  // MARK: - Values

  /// What of a value its schema does not say. A field that is not named is a fault too: a reader cannot know of it.
  private func faults(of value: Any, _ schema: Object, at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      // The description of the description is its standard.
      return name == "OpenAPI" ? [] : faults(of: value, schemas[name] as? Object ?? [:], at: path)
    }
    if let known = schema["enum"] as? [AnyHashable], let word = value as? AnyHashable, !known.contains(word) {
      return ["\(path): \(word) is none of \(known)"]
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { Self.is(value, $0) }) else {
      return ["\(path): \(value) is no \(types.joined(separator: " or "))"]
    }
    if let object = value as? Object { return faults(ofObject: object, schema, at: path) }
    if let list = value as? [Any], let items = schema["items"] as? Object {
      return list.enumerated().flatMap { faults(of: $0.element, items, at: "\(path)[\($0.offset)]") }
    }
    return []
  }

  private func faults(ofObject object: Object, _ schema: Object, at path: String) -> [String] {
    let properties = schema["properties"] as? Object ?? [:]
    let others = schema["additionalProperties"] as? Object
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
    for (name, value) in object {
      if let schema = properties[name] as? Object ?? others {
        faults += self.faults(of: value, schema, at: "\(path).\(name)")
      } else {
        faults.append("\(path).\(name) is not described")
      }
    }
    return faults
  }

  private static func `is`(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is Object
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": (value as? NSNumber).map { isFlag($0) } ?? false
    case "integer": (value as? NSNumber).map { !isFlag($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": (value as? NSNumber).map { !isFlag($0) } ?? false
    default: false
    }
  }

  private static func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
