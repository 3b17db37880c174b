/// Chance that always falls the same way (SplitMix64), so that every demo estate has the same people and stories.
struct DemoRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { number(in: 1...100) <= percent }

  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[number(in: 0...items.count - 1)] }

  /// One of the items, each as likely as its weight says.
  mutating func pick<Item>(weighted items: [(item: Item, weight: Int)]) -> Item {
    var rest = number(in: 1...items.reduce(0) { $0 + $1.weight })
    for (item, weight) in items {
      rest -= weight
      if rest <= 0 { return item }
    }
    return items[0].item
  }
}
