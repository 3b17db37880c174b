/// How an estate rosters: its kinds of shift, what each post needs, rotations and crews.
struct RosterSetup: Sendable {
  let estate: Estate
  let kinds: [ShiftKind]
  let needs: [CoverNeed]
  let rotations: [Rotation]
  let crews: [Crew]
  let members: [CrewMember]
  let posts: [Post]
  let people: [Account]

  /// What a rotation means with the estate's own hours and with as many crews as walk through it.
  func figures(of rotation: Rotation) -> RotationFigures {
    let byID = Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let letters = rotation.days.map { id in
      id.flatMap { byID[$0] }.map { (from: $0.startsMinute, until: $0.endsMinute) }
    }
    return RotationFigures(letters: letters, crews: crews.count { $0.rotation == rotation.id })
  }
}

/// One change of how an estate rosters.
enum RosterSetupChange: Sendable {
  case usual([ShiftKind])
  case kind(ShiftKind)
  case kindClosed(String)
  case need(CoverNeed)
  case needRemoved(String)
  case rotation(Rotation)
  case rotationClosed(String)
  case crew(Crew)
  case crewChanged(Crew)
  case crewClosed(String)
  case member(CrewMember)
  case memberGone(String)

  /// Which part of the setup it is about, for the record.
  var part: String {
    switch self {
    case .usual: "usual"
    case .kind, .kindClosed: "kind"
    case .need, .needRemoved: "need"
    case .rotation, .rotationClosed: "rotation"
    case .crew, .crewChanged, .crewClosed, .member, .memberGone: "crew"
    }
  }
}
