/// An open item as programs see it; what it is about is behind `path`.
struct OpenItemResource: Encodable {
  let kind, path, since: String
  let room, pass: String?

  init(_ item: OpenItem, zone: EstateZone) {
    kind = item.kind
    path = item.path
    since = zone.iso(item.since)
    room = item.room
    pass =
      switch item {
      case .passNotReturned(let pass, _): pass.number
      case .overstay(let visit): visit.pass?.number
      default: nil
      }
  }
}

struct OpenItemListResource: Encodable {
  let items: [OpenItemResource]
}
