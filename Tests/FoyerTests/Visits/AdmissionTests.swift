import Testing

@testable import Foyer

/// The rule of the four stations, without any I/O.
struct AdmissionTests {
  private let guardPost = Admission(purpose: .friend, settings: Settings(profile: .guardPost, chosen: [:]))
  private let butlerDesk = Admission(purpose: .friend, settings: Settings(profile: .butlerDesk, chosen: [:]))
  private let known = Admission.Host(match: .match)

  private func facts(
    _ answer: Visit.ConfirmationResult? = .confirmed, _ check: Visit.DocumentCheck? = .match,
    alternative: Visit.Alternative? = nil, waits: Bool = false, category: Visit.Category = .visitor
  ) -> Admission.Facts {
    Admission.Facts(category: category, answer: answer, check: check, alternative: alternative, waits: waits)
  }

  @Test func `A confirmed visitor with a matching document goes in`() {
    #expect(guardPost.decide(facts(), host: known) == .admit)
  }

  @Test func `The guard post needs a document and the butlers' desk does not`() {
    #expect(
      guardPost.decide(facts(.confirmed, nil), host: known) == .incomplete(field: "document.check", clause: "C-5"))
    #expect(butlerDesk.decide(facts(.confirmed, nil), host: known) == .admit)
  }

  @Test func `A room and name that do not match end the challenge whatever was confirmed`() {
    #expect(guardPost.decide(facts(), host: Admission.Host(match: .noMatch)) == .refuse(.noMatch))
  }

  @Test func `A resident's wish to keep somebody out goes before every confirmation`() {
    let host = Admission.Host(match: .match, keepsOut: true)
    #expect(guardPost.decide(facts(), host: host) == .refuse(.residentsRequest))
  }

  @Test func `A host who declines turns the visitor away`() {
    #expect(guardPost.decide(facts(.declined), host: known) == .refuse(.hostDeclined))
  }

  @Test func `Without an answer the visitor waits or is turned away as the desk says`() {
    #expect(guardPost.decide(facts(.noAnswer, nil, waits: true), host: known) == .wait(.hostAnswer))
    #expect(guardPost.decide(facts(.noAnswer, nil), host: known) == .refuse(.noAnswer))
  }

  @Test func `A document that does not match turns the visitor away`() {
    #expect(guardPost.decide(facts(.confirmed, .mismatch), host: known) == .refuse(.documentMismatch))
  }

  @Test(arguments: [Visit.DocumentCheck.declined, .unreadable])
  func `A document that is not shown or not readable is no error but asks for another way`(check: Visit.DocumentCheck) {
    #expect(guardPost.decide(facts(.confirmed, check), host: known) == .wait(.document))
    for alternative in Visit.Alternative.allCases {
      #expect(guardPost.decide(facts(.confirmed, check, alternative: alternative), host: known) == .admit)
    }
  }

  @Test func `Emergency services go in before anything is asked`() {
    let host = Admission.Host(match: .notAsked)
    #expect(guardPost.decide(facts(nil, nil, category: .emergency), host: host) == .admit)
  }

  @Test func `An estate without a list of rooms cannot refuse by it`() {
    #expect(guardPost.decide(facts(), host: Admission.Host(match: .unlisted)) == .admit)
  }

  @Test func `Who matches nobody may wait while the desk looks into it, and a no of the host is a no match outside`() {
    let host = Admission.Host(match: .noMatch)
    #expect(guardPost.decide(facts(nil, nil, waits: true), host: host) == .wait(.verification))
    #expect(guardPost.decide(facts(.noAnswer, nil, waits: true), host: host) == .wait(.verification))
    #expect(guardPost.decide(facts(.noAnswer, nil), host: host) == .refuse(.noMatch))
    #expect(guardPost.decide(facts(.declined, nil, waits: true), host: host) == .refuse(.noMatch))
    #expect(guardPost.decide(facts(.confirmed, .match, waits: true), host: host) == .refuse(.noMatch))
    let barred = Admission.Host(match: .noMatch, keepsOut: true)
    #expect(guardPost.decide(facts(nil, nil, waits: true), host: barred) == .refuse(.residentsRequest))
  }
}
