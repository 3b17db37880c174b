/// Walks one estate's entries and seals in their order and collects what does not fit.
///
/// After a break it goes on from what the next seal states, so that a second break is found as well.
struct ChainCheck: Sendable {
  let estate: String
  let judge: SealJudge

  private(set) var entries = 0
  private(set) var problems: [RecordProblem] = []
  private(set) var lastSeal: Seal?
  private(set) var lastSeq = 0
  private var chain: RecordChain
  /// Erased entries by their ids, until the entry that tells of it.
  private var erased: [String: Int] = [:]
  private var anchors: [Int: Anchor]

  /// - Parameter seal: where to begin; nil for the estate's first entry.
  init(estate: String, judge: SealJudge, anchors: [Anchor] = [], after seal: Seal? = nil) {
    self.estate = estate
    self.judge = judge
    chain = seal.map { RecordChain(head: $0.head) } ?? RecordChain(estate: estate)
    (lastSeal, lastSeq) = (seal, seal?.seq ?? 0)
    // Of two anchors with one number the first counts: a later one may be the forger's.
    self.anchors = Dictionary(anchors.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var head: [UInt8] { chain.head }
  var unsealed: Int { max(0, lastSeq &- (lastSeal?.seq ?? 0)) }

  mutating func take(_ entry: RecordedEntry) {
    if entry.seq != lastSeq &+ 1 {
      report(.entryMissing, entry.seq, "after entry \(lastSeq) comes entry \(entry.seq)")
    }
    if entry.isErased {
      erased[entry.id] = entry.seq
      if !entry.isErasedCleanly { report(.erasure, entry.seq, "entry \(entry.seq) has a commitment and a payload") }
    }
    if entry.kind == RecordedEntry.erasure, let id = entry.subject { erased[id] = nil }
    chain.append(entry)
    entries += 1
    lastSeq = entry.seq
  }

  /// When all entries that it covers have been taken.
  mutating func take(_ seal: Seal) {
    examine(seal)
    if let anchor = anchors.removeValue(forKey: seal.number), !anchor.fits(seal) {
      report(.anchor, seal.seq, "the anchor of seal \(seal.number) states another head")
    }
    let from = (lastSeal?.seq ?? 0) &+ 1
    if seal.seq > lastSeq {
      report(.cut, seal.seq, "seal \(seal.number) covers \(seal.seq) entries, but entry \(lastSeq) is the last")
      lastSeq = seal.seq
    } else if seal.head != chain.head {
      report(.entriesChanged, seal.seq, "entries \(from) to \(seal.seq) are not those that seal \(seal.number) covers")
    }
    chain = RecordChain(head: seal.head)
    lastSeal = seal
  }

  /// When nothing more comes.
  mutating func finish() {
    // With the secret key each code was looked at; one signature then binds all seals before it as well.
    if let lastSeal, judge.authenticating != nil, !judge.hasFittingSignature(lastSeal) {
      report(.seal, lastSeal.seq, "the signature of seal \(lastSeal.number) does not fit")
    }
    if let anchor = anchors.values.max(by: { $0.number < $1.number }) {
      report(
        .cut, anchor.seq, "an anchor tells of seal \(anchor.number) over \(anchor.seq) entries, which is not there")
    }
    for seq in erased.values.sorted() { report(.erasure, seq, "no entry tells who erased entry \(seq)") }
  }

  private mutating func examine(_ seal: Seal) {
    if seal.number != (lastSeal?.number ?? 0) &+ 1 || seal.seq <= (lastSeal?.seq ?? 0) {
      report(.seal, seal.seq, "seal \(seal.number) does not follow seal \(lastSeal?.number ?? 0)")
    } else if seal.previous != lastSeal?.link ?? Seal.none {
      report(.seal, seal.seq, "seal \(seal.number) was made on another seal than the one before it")
    }
    if !(judge.hasFittingCode(seal) ?? judge.hasFittingSignature(seal)) {
      report(.seal, seal.seq, "seal \(seal.number) was not made with this installation's key")
    }
  }

  private mutating func report(_ kind: RecordProblem.Kind, _ seq: Int, _ says: String) {
    problems.append(RecordProblem(kind: kind, estate: estate, seq: seq, says: says))
  }
}
