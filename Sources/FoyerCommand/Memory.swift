#if canImport(Glibc)
  import CMalloc
#endif

/// What the C library does with memory that was needed once, as for filling the demo.
enum Memory {
  /// Left to itself it learns from large pieces to keep up to 64 MB free in every pool, and there are many pools.
  static func keepLittle() {
    #if canImport(Glibc)
      mallopt(M_TRIM_THRESHOLD, 1 << 20)
      mallopt(M_MMAP_THRESHOLD, 1 << 20)
    #endif
  }

  /// After a start: what it needed, and what is served does not.
  static func giveBack() {
    #if canImport(Glibc)
      malloc_trim(0)
      _ = foyer_forget_code()
    #endif
  }
}
