/// What the shift still has to see to.
extension SiteMap {
  static let listOpenItems = Operation(
    id: "listOpenItems", method: .get, path: "/open-items", access: .may(.seeVisits),
    summary: "Overstays, passes not returned, who waits, who did not come", answer: "OpenItemList")

  static let openItems = [listOpenItems]
}
