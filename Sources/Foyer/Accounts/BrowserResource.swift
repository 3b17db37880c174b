/// An enrolled browser as programs see it; its secret is only in the cookie.
struct BrowserResource: Encodable {
  let id, name, post, enrolledAt, enrolledBy: String
  let revokedAt, revokedBy: String?

  init(_ browser: EnrolledBrowser, zone: EstateZone) {
    id = browser.id
    name = browser.name
    post = browser.post
    enrolledAt = zone.iso(browser.enrolledAt)
    enrolledBy = browser.enrolledBy
    revokedAt = browser.revokedAt.map(zone.iso)
    revokedBy = browser.revokedBy
  }
}

struct BrowserListResource: Encodable {
  let items: [BrowserResource]
}
