import Foundation

/// A body's schema as a form has it: names with dots, every value a text, and the form's token.
///
/// `{"visitor": {"name": …}}` is the field `visitor.name`; a list is a field that is sent several times, a file a part
/// of a multipart form.
struct FormDescription {
  typealias Object = [String: Any]

  let schemas: Object

  /// The schema of the form for the JSON schema of that name; without a name only the token is sent.
  func schema(of name: String?) -> Object {
    var fields: Object = [FormToken.field: ["type": "string", "description": "For whoever is signed in by a cookie"]]
    var required: [String] = []
    if let name { collect(resolved(["$ref": "/\(name)"]), under: "", &fields, &required, isRequired: true) }
    var schema: Object = ["type": "object", "properties": fields]
    if !required.isEmpty { schema["required"] = required.sorted() }
    return schema
  }

  private func collect(
    _ object: Object, under path: String, _ fields: inout Object, _ required: inout [String], isRequired: Bool
  ) {
    let needed = Set(object["required"] as? [String] ?? [])
    for (name, value) in object["properties"] as? Object ?? [:] {
      let schema = resolved(value as? Object ?? [:])
      let isNeeded = isRequired && needed.contains(name)
      if schema["properties"] != nil {
        collect(schema, under: path + name + ".", &fields, &required, isRequired: isNeeded)
      } else {
        fields[path + name] = field(schema)
        if isNeeded { required.append(path + name) }
      }
    }
  }

  private func field(_ schema: Object) -> Object {
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if let items = schema["items"] as? Object, types.first == "array" {
      return ["type": "array", "items": field(resolved(items))]
    }
    if schema["contentEncoding"] != nil { return ["type": "string", "format": "binary"] }
    var field = schema.filter { ["description", "maxLength", "minLength", "pattern", "format"].contains($0.key) }
    field["type"] = "string"
    // What is left empty was not chosen.
    if let known = schema["enum"] as? [Any] { field["enum"] = known.map { $0 as? String ?? "" } }
    if types.contains("boolean") { field["enum"] = ["true", "false", "on", ""] }
    if types.contains("integer") { field["pattern"] = types.contains("string") ? nil : "^ *[0-9]* *$" }
    return field
  }

  private func resolved(_ schema: Object) -> Object {
    guard let name = (schema["$ref"] as? String)?.split(separator: "/").last else { return schema }
    return resolved(schemas[String(name)] as? Object ?? [:])
  }
}
