/// Figures of hours worked, from periods in the order of their beginnings; milliseconds or minutes, as they are given.
struct WorkHours: Sendable {
  let periods: [(from: Int, until: Int)]

  var total: Int { periods.reduce(0) { $0 + $1.until - $1.from } }

  /// The shortest time between the end of all earlier periods and the next beginning; below 0 where two overlap.
  var shortestRest: Int? {
    var rest: Int?
    var end: Int?
    for period in periods {
      if let end { rest = min(rest ?? .max, period.from - end) }
      end = max(end ?? .min, period.until)
    }
    return rest
  }

  /// How much is worked in each window of a length that begins with a period or ends with one: the most is in one of
  /// them. Windows come in the order of their beginnings.
  func windows(of length: Int) -> [(from: Int, worked: Int)] {
    let starts = merged(periods.map(\.from), periods.map { $0.until - length }.sorted())
    var windows: [(from: Int, worked: Int)] = []
    windows.reserveCapacity(starts.count)
    var first = 0
    for start in starts {
      while first < periods.count, periods[first].until <= start { first += 1 }
      var worked = 0
      var index = first
      while index < periods.count, periods[index].from < start + length {
        worked += max(0, min(periods[index].until, start + length) - max(periods[index].from, start))
        index += 1
      }
      windows.append((start, worked))
    }
    return windows
  }

  func most(in length: Int) -> Int { windows(of: length).map(\.worked).max() ?? 0 }

  /// Two sorted lists as one, each value once.
  private func merged(_ left: [Int], _ right: [Int]) -> [Int] {
    var all: [Int] = []
    all.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let next = j >= right.count || i < left.count && left[i] <= right[j] ? left[i] : right[j]
      if i < left.count, left[i] == next { i += 1 } else { j += 1 }
      if all.last != next { all.append(next) }
    }
    return all
  }
}

/// What a rotation means for whoever works it, and whether its crews man one post without a hole.
struct RotationFigures: Sendable, Equatable {
  let crews: Int
  let days: Int
  /// Hours.
  let weekly: Double
  /// Minutes.
  let shortestRest: Int
  let mostInSevenDays: Int
  /// Minutes of a cycle without anybody, and with more than one.
  let unmanned: Int
  let doubled: Int

  /// - Parameter letters: for each day of the cycle the minutes from its midnight, or nil for rest.
  init(letters: [(from: Int, until: Int)?], crews: Int) {
    let cycle = letters.count * 1_440
    let own = letters.enumerated().compactMap { day, hours in
      hours.map { (from: day * 1_440 + $0.from, until: day * 1_440 + $0.until) }
    }.sorted { $0.from < $1.from }
    // As often as a window of seven days, and a rest across the end of the cycle, can see.
    let rounds = 3 + 7 / max(1, letters.count)
    let hours = WorkHours(
      periods: (0..<rounds).flatMap { round in own.map { ($0.from + round * cycle, $0.until + round * cycle) } })
    self.crews = crews
    days = letters.count
    weekly = days == 0 ? 0 : Double(WorkHours(periods: own).total) / Double(days) / 60 * 7
    shortestRest = hours.shortestRest ?? 0
    mostInSevenDays = hours.most(in: 7 * 1_440)
    (unmanned, doubled) = Self.cover(own, cycle: cycle, crews: crews)
  }

  /// Each crew begins the cycle an equal part of it later.
  private static func cover(_ own: [(from: Int, until: Int)], cycle: Int, crews: Int) -> (Int, Int) {
    guard cycle > 0, crews > 0 else { return (0, 0) }
    var changes = [Int](repeating: 0, count: cycle + 1)
    for crew in 0..<crews {
      let shift = cycle / crews * crew
      for period in own {
        let (from, until) = ((period.from + shift) % cycle, (period.until + shift - 1) % cycle + 1)
        for part in from < until ? [(from, until)] : [(from, cycle), (0, until)] {
          changes[part.0] += 1
          changes[part.1] -= 1
        }
      }
    }
    var (present, unmanned, doubled) = (0, 0, 0)
    for minute in 0..<cycle {
      present += changes[minute]
      unmanned += present == 0 ? 1 : 0
      doubled += max(0, present - 1)
    }
    return (unmanned, doubled)
  }
}
