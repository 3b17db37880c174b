/// A pass as programs see it. Who has it is named by the visit alone.
struct PassResource: Encodable {
  let id, number, state, post: String
  let visit: String?
  /// Only where one pass is asked for.
  var history: [JournalEntryResource]?

  init(_ pass: Pass, history: [JournalEntryResource]? = nil) {
    id = pass.id
    number = pass.number
    state = pass.state.rawValue
    post = pass.post
    visit = pass.visit
    self.history = history
  }
}

struct PassListResource: Encodable {
  struct Rack: Encodable {
    let post, name: String
    let available, issued, lost, voided: Int
    /// The pass that would be given next.
    let next: String?
  }

  let items: [PassResource]
  let racks: [Rack]
  /// Where the next page begins; absent on the last.
  let next: String?
}

struct NewPassesResource: Encodable {
  let post, from, to: String
  let count: Int
}

struct PassCountResource: Encodable {
  let expected, counted: Int
  let missing, extra: [String]
  let agrees: Bool
  let entry: JournalEntryResource
}

extension PassListResource.Rack {
  init(_ rack: PassRack) {
    self.init(
      post: rack.post.id, name: rack.post.name, available: rack.count(.available), issued: rack.count(.issued),
      lost: rack.count(.lost), voided: rack.count(.voided), next: rack.onRack.first)
  }
}
