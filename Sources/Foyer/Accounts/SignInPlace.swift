import Pages

/// Where somebody signs in: the estate, and the post at which he stands.
struct SignInPlace {
  struct Chosen: Sendable, Equatable {
    let estate: String
    let post: String
  }

  let places: [(estate: Estate, posts: [Post])]

  init(_ places: [(estate: Estate, posts: [Post])]) {
    self.places = places.filter { !$0.posts.isEmpty }
  }

  /// The post names its estate; an enrolled browser stands at one; with a single estate its first post is meant.
  func chosen(_ reader: inout FieldReader, browser: EnrolledBrowser?) -> Chosen? {
    let post = reader.text("post", limit: 36)
    let estate = reader.text("estate", limit: 36)
    if let post { return found(&reader, "post") { place in place.posts.first { $0.id == post } } }
    if let estate { return found(&reader, "estate") { $0.estate.id == estate ? $0.posts.first : nil } }
    if let browser { return Chosen(estate: browser.estate, post: browser.post) }
    guard places.count == 1, let only = places.first, let first = only.posts.first else {
      reader.errors.add("post", "required")
      return nil
    }
    return Chosen(estate: only.estate.id, post: first.id)
  }

  private func found(
    _ reader: inout FieldReader, _ field: String, _ match: ((estate: Estate, posts: [Post])) -> Post?
  ) -> Chosen? {
    for place in places {
      if let post = match(place) { return Chosen(estate: place.estate.id, post: post.id) }
    }
    reader.errors.add(field, "choice")
    return nil
  }

  /// For a list: posts under their estates; false when there is nothing to choose.
  func content(chosen: String) -> Any {
    guard places.count > 1 || (places.first?.posts.count ?? 0) > 1 else { return false }
    return [
      "estates": places.map { place in
        [
          "name": place.estate.name,
          "posts": place.posts.map { ["id": $0.id, "name": $0.name, "is_chosen": $0.id == chosen] as [String: Any] },
        ] as [String: Any]
      }
    ]
  }
}
