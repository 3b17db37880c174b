import Pages

/// When the search led nowhere, or a day pass was not one of ours.
struct SearchPage: Page {
  static let template = "search/none"
  let message: String

  var content: [String: Any] { ["message": message] }
}
