import Testing

/// Tests of the programs themselves, one after the other: together they would take from each other the time that they
/// measure their patience in.
@Suite(.serialized) enum SystemTests {}
