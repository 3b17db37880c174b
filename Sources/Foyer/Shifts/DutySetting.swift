/// What the procedure leaves open about coming on duty, with the customary figures.
extension Setting {
  /// Minutes before the shift by which a relief is at the post; who comes later counts as late.
  static let arriveEarly = Setting("duty.arrive_early", .number(0...60), .minutes, clause: "A-4.2") { _ in "10" }
  /// Minutes after its beginning from which a missing relief is raised to the leader.
  static let lateAfter = Setting("duty.late_after", .number(0...120), .minutes, clause: "A-4.3") { _ in "5" }
  /// Minutes after its beginning from which he counts as absent until somebody says what became of it.
  static let absentAfter = Setting("duty.absent_after", .number(5...480), .minutes, clause: "C-1") { _ in "30" }
  /// Minutes without anybody on duty, where the roster has somebody, from which the post is raised as unmanned.
  static let unmannedAfter = Setting("duty.unmanned_after", .number(0...120), .minutes, clause: "C-1") { _ in "5" }
  /// Minutes before the end of the shift from which leaving is early and raised to the leader; a relief who is in time
  /// comes before.
  static let leaveEarly = Setting("duty.leave_early", .number(0...240), .minutes, clause: "C-1") { _ in "15" }
  /// Whether the roster is held against who is there. An estate that only plans turns it off.
  static let rosterWatched = Setting("duty.roster_watched", .choice(["yes", "no"]), clause: "C-1") { _ in "yes" }
  /// Whether the day's board is read to its end before somebody goes on duty.
  static let boardFirst = Setting("duty.board_first", .choice(["yes", "no"]), clause: "A-1.3") { _ in "yes" }

  static let duty = [
    arriveEarly, lateAfter, absentAfter, unmannedAfter, leaveEarly, rosterWatched, boardFirst,
  ]
}
