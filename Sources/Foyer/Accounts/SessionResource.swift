/// Who is signed in, as programs see it; `form_token` goes with every change that a cookie makes.
struct SessionResource: Encodable {
  let account, name, role, estate, post: String
  let permissions: [String]
  let formToken: String?

  init(_ principal: Principal, _ context: LobbyContext) {
    account = principal.account
    name = principal.name
    role = principal.role.rawValue
    estate = principal.estate
    post = principal.post
    permissions = Permission.allCases.filter(principal.may).map(\.rawValue)
    formToken = context.isPerson ? context.formToken : nil
  }
}
