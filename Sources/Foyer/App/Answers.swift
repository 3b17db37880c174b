import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// One resource, two faces: a page for a browser, JSON for a program.
extension Lobby {
  func answer(
    _ context: LobbyContext, page: @autoclosure () throws -> some Page,
    resource: @autoclosure () throws -> some Encodable, status: Int = 200
  ) throws -> Response {
    context.wantsJSON ? try json(resource(), status: status) : try html(page(), context, status: status)
  }

  /// After a change: the resource for a program, the next page and a short message for a person.
  func done(
    _ context: LobbyContext, at location: String, resource: @autoclosure () throws -> some Encodable,
    status: Int = 201, flash: Flash? = nil, returnTo: String? = nil
  ) throws -> Response {
    guard context.wantsJSON else { return redirect(to: returnTo ?? location, flash: flash) }
    var response = try json(resource(), status: status)
    if status == 201 { response.headers[.location] = location }
    return response
  }

  func redirect(to location: String, flash: Flash? = nil) -> Response {
    var response = Response(status: .seeOther, headers: [.location: location])
    if let flash { response.setCookie(cookie(.flash, flash.encoded, maxAge: 60)) }
    return response
  }

  func json(_ value: some Encodable, status: Int, type: String = "application/json") throws -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: "\(type); charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try ResourceEncoder.encode(value))))
  }

  func html(_ page: some Page, _ context: LobbyContext, status: Int = 200) throws -> Response {
    let content = page.content.merging(Frame(lobby: self, context: context).content) { own, _ in own }
    let template = Swift.type(of: page).template
    var html = try templates.render(template, context.language, content)
    if let errors = named(content, html: html, context) {
      let whole = content.merging(["errors": errors.content]) { _, new in new }
      html = FieldNames.marked(
        try templates.render(template, context.language, whole), fields: errors.unmarked,
        typed: errors.typed(context.form))
    }
    var response = Response(
      status: .init(code: status), headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    if context.browser.flash != nil { response.setCookie(cookie(.flash, "", maxAge: 0)) }
    return response
  }

  private func named(_ content: [String: Any], html: String, _ context: LobbyContext) -> NamedErrors? {
    NamedErrors(content, html: html, sentTo: String(context.path.prefix { $0 != "?" })) { field in
      phrasebook.has("field.\(field)") ? text("field.\(field)", context) : nil
    }
  }

  /// No script reads any of them.
  func cookie(_ name: CookieName, _ value: String, maxAge: Int?) -> Cookie {
    Cookie(
      name: name.text(serving), value: value, maxAge: maxAge, path: "/", secure: serving.isSecure, httpOnly: true,
      sameSite: .lax)
  }

  func text(_ key: String, _ context: LobbyContext, _ arguments: [String: String] = [:]) -> String {
    phrasebook.text(key, context.language, arguments)
  }
}

/// A short message for the next page: a key and facts that are no personal data (a pass number, a count).
struct Flash: Sendable {
  let key: String
  var arguments: [String: String] = [:]
  /// The address whose DELETE takes it back (`Z`).
  var undo: String?

  var encoded: String {
    var parts = ["k=\(key)"] + arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if let undo { parts.append("undo=\(undo)") }
    return parts.joined(separator: "&").addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  init(_ key: String, _ arguments: [String: String] = [:], undo: String? = nil) {
    self.key = key
    self.arguments = arguments
    self.undo = undo
  }

  init?(encoded: String) {
    guard let text = encoded.removingPercentEncoding, let form = try? Form(urlEncoded: text) else { return nil }
    let key = form.typed("k")
    guard key.hasPrefix("flash.") else { return nil }
    var arguments: [String: String] = [:]
    for name in form.entries.keys where name != "k" && name != "undo" { arguments[name] = form.typed(name) }
    let undo = form.typed("undo")
    // Only our own addresses: the cookie could have been planted by another program on the same host.
    self.init(key, arguments, undo: undo.hasPrefix("/") && !undo.hasPrefix("//") ? undo : nil)
  }
}
