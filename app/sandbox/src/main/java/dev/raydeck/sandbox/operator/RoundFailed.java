package dev.raydeck.sandbox.operator;

/// A round that stopped early. With a reason it becomes the cluster's ReplicaFailure condition.
final class RoundFailed extends Exception {
  private static final long serialVersionUID = 1L;
  private final String reason;
  private final String sentence;

  RoundFailed(String reason, String sentence) {
    super(sentence);
    this.reason = reason;
    this.sentence = sentence;
  }

  static RoundFailed without(String sentence) {
    return new RoundFailed("", sentence);
  }

  /// Empty for an error that leaves the condition as it was.
  String reason() {
    return reason;
  }

  String conditionMessage() {
    return reason + "\n" + sentence;
  }
}
