package dev.raydeck.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.sandbox.rayhead.ObjectReference;
import dev.raydeck.sandbox.rayhead.StoreUse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `ray memory` as Ray 2.58 printed it for the same references.
class MemoryTextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:23:14.045066Z");

  @Test
  void printsNoReferences() {
    assertThat(MemoryText.of(List.of(), new StoreUse(0, 4e8, 0), NOW))
        .isEqualTo(
            """
            ======== Object references status: 2026-11-23 16:23:14.045066 ========
            Grouping by node address...        Sorting by object size...        Display all entries per group...


            To record callsite information for each ObjectRef created, set env variable RAY_record_ref_creation_sites=1

            --- Aggregate object store stats across all nodes ---
            Plasma memory usage 0 MiB, 0 objects, 0.0% full, 0.0% needed

            """);
  }

  @Test
  void printsReferencesByAddressAndSize() {
    List<ObjectReference> references =
        List.of(
            reference("91bee32c0c2c977effffffffffffffffffffffff0f00000001000000", 40_000_254),
            reference("00ffffffffffffffffffffffffffffffffffffff0f00000002e1f505", 1_003));
    assertThat(MemoryText.of(references, new StoreUse(40_000_254, 8e8, 1), NOW))
        .isEqualTo(
            """
            ======== Object references status: 2026-11-23 16:23:14.045066 ========
            Grouping by node address...        Sorting by object size...        Display all entries per group...


            --- Summary for node address: 10.244.0.5 ---
            Mem Used by Objects  Local References  Pinned        Used by task   Captured in Objects  Actor Handles
            40001257.0 B         2, (40001257.0 B)  0, (0.0 B)    0, (0.0 B)     0, (0.0 B)           0, (0.0 B)  \s

            --- Object references for node address: 10.244.0.5 ---
            IP Address    | PID      | Type    | Call Site | Status    | Attempt  | Size     | Reference Type | Object Ref

            10.244.0.5    | 4009     | Driver  | disabled  | FINISHED  | 1        | 1003.0 B | LOCAL_REFERENCE | 00ffffffffffffffffffffffffffffffffffffff0f00000002e1f505


            10.244.0.5    | 4009     | Driver  | disabled  | FINISHED  | 1        | 40000254.0 B | LOCAL_REFERENCE | 91bee32c0c2c977effffffffffffffffffffffff0f00000001000000

            To record callsite information for each ObjectRef created, set env variable RAY_record_ref_creation_sites=1

            --- Aggregate object store stats across all nodes ---
            Plasma memory usage 38 MiB, 1 objects, 5.0% full, 5.0% needed

            """);
  }

  @Test
  void knowsNoSizeBeforeTheObjectIsThere() {
    ObjectReference waiting =
        new ObjectReference("2114bef4", -1, "PENDING_NODE_ASSIGNMENT", "10.244.0.5", 2940);
    assertThat(MemoryText.of(List.of(waiting), new StoreUse(0, 4e8, 0), NOW))
        .contains(
            "\n0.0 B                1, (0.0 B)        0, (0.0 B)",
            "\n10.244.0.5    | 2940     | Driver  | disabled  | PENDING_NODE_ASSIGNMENT | 1        | ?     "
                + "   | LOCAL_REFERENCE | 2114bef4\n");
  }

  private static ObjectReference reference(String id, long bytes) {
    return new ObjectReference(id, bytes, "FINISHED", "10.244.0.5", 4009);
  }
}
