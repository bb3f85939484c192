---------------------------- MODULE MCSuperblock ----------------------------
(* What the configurations beside this file have in common.                  *)
EXTENDS Superblock

(* Every xT concerns every chain.                                            *)
All == [x \in Xts |-> Chains]

(* Two xTs that meet at b.                                                   *)
Row == ("x" :> {"a", "b"}) @@ ("y" :> {"b", "c"})

Alike == Permutations(Replicas)

=============================================================================
