/// What one template may see. The content is plain dictionaries, lists, strings, numbers and booleans:
/// the template engine renders those three to four times faster than reflected structs.
public protocol Page: Sendable {
  /// The template's path below the template folder, without its ending: `visits/show`.
  static var template: String { get }
  /// Every name that the template uses, also those that are empty: strict rendering fails on an unknown one.
  var content: [String: Any] { get }
}
