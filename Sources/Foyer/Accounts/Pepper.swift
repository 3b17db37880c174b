/// What goes into a PIN's hash: the digits alone could be guessed from a stolen database within hours, so a key that
/// is kept outside of it goes in first, and the account, so that two people with one PIN do not show.
extension Vault {
  func pepper(_ pin: String, for account: String) -> String { hash("\(account)|\(pin)", purpose: "pin") }
}
