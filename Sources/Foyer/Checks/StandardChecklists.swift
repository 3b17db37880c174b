import Foundation

/// The lists that a new estate begins with: the items of the forms on paper (§2.5, §2.15, §2.16), with the clause
/// behind each. Nobody has to make their rounds before a leader has looked them over and put them to use.
enum StandardChecklists {
  static let all: [(kind: Checklist.Kind, plan: Checklist.Plan)] = [
    (.cleaning, cleaning), (.equipment, equipment), (.patrol, patrol),
  ]

  /// 清洁检查表 (§2.15).
  static let cleaning = Checklist.Plan(
    name: "@cleaning_check", minutes: 15, times: ["07:30", "11:30", "15:30", "19:30"],
    stops: [
      Checklist.Stop(
        id: "s1", name: "@lobby",
        items: items(
          "B-4.2.3",
          [
            ("floor", "floor_standard"), ("glass_door", "glass_standard"), ("letter_boxes", nil), ("front_desk", nil),
            ("sofa", nil), ("lift_door", "lift_standard"), ("button_panel", nil), ("bins", nil), ("plants", nil),
            ("lamps", nil), ("walls", nil), ("ceiling", nil), ("hydrant_box", nil),
          ])
          + [
            CheckItem(
              id: "i14", "@rain_mat", .choice,
              options: [
                .init(word: "@no_rain", isGood: true), .init(word: "@laid", isGood: true),
                .init(word: "@not_laid", isGood: false),
              ], clause: "A-2.1")
          ])
    ])

  /// 设备设施检查表 (§2.16).
  static let equipment = Checklist.Plan(
    name: "@equipment_check", minutes: 20, times: ["07:15", "15:15", "23:15"],
    stops: [
      Checklist.Stop(
        id: "s1", name: "@lobby",
        items: items(
          "A-1.2",
          [
            ("lighting", nil), ("emergency_lights", nil), ("exit_signs", nil), ("card_reader", nil),
            ("powered_door", nil), ("video_intercom", nil), ("cctv", nil), ("lift", "lift_works"),
            ("alarm_panel", nil), ("call_points", nil), ("air_conditioner", nil), ("screen", nil),
            ("umbrella_machine", nil), ("aed", nil), ("wheelchair", nil),
          ]))
    ])

  /// 巡查 (§2.5): the stops get their printed codes when the leader gives them points.
  static let patrol = Checklist.Plan(
    name: "@patrol", isOrdered: false, minutes: 40, times: ["10:00", "16:00", "20:30", "01:00", "04:00"],
    stops: [
      stop("s1", "@lift_hall", 1, ["lights_on", "nothing_blocked", "fire_gear"]),
      stop("s2", "@fire_stairs", 11, ["nothing_blocked", "fire_door", "exit_signs"]),
      stop("s3", "@garage", 21, ["lights_on", "no_leak", "fire_lane"]),
      Checklist.Stop(
        id: "s4", name: "@pump_room",
        items: [
          CheckItem(id: "i31", "@extinguisher_pressure", .reading, low: 1.0, high: 1.4, unit: "MPa", clause: "A-1.2"),
          CheckItem(id: "i32", "@lock_and_water", clause: "§2.5"),
        ]),
      stop("s5", "@roof_door", 41, ["locked", "nothing_blocked"]),
      stop("s6", "@grounds", 51, ["nobody_strange", "lights_on"]),
    ])

  private static func items(_ clause: String, _ words: [(String, String?)]) -> [CheckItem] {
    words.enumerated().map { index, word in
      CheckItem(id: "i\(index + 1)", "@" + word.0, standard: word.1.map { "@" + $0 }, clause: clause)
    }
  }

  private static func stop(_ id: String, _ name: String, _ first: Int, _ words: [String]) -> Checklist.Stop {
    Checklist.Stop(
      id: id, name: name,
      items: words.enumerated().map { CheckItem(id: "i\(first + $0)", "@" + $1, clause: "§2.5") })
  }
}
