----------------------------- MODULE Superblock -----------------------------
(* The publisher's slot, the two-phase commit of its xTs, crash, failover    *)
(* with terms, and settlement rollback. See SBCP sections 4 to 6; an action  *)
(* bears the number of its row there.                                        *)
(*                                                                           *)
(* Time is left out: a timer, a cutover or a slot's end may come whenever    *)
(* its row allows it, so every order of them is looked at. Messages are read *)
(* from topics, at any later time or never: that is delay and loss. What is  *)
(* read twice changes nothing, because a topic is a value here.              *)
(*                                                                           *)
(* Left out because they restrain only: P9' (start nothing while a rollback  *)
(* is not final), Q3 (local transactions), Q6 (messages; a simulation just   *)
(* ends well or not), Q1' (every chain is active), digests of a vote.        *)
(*                                                                           *)
(* The log itself is not kept, only its fold, what each sequencer has not    *)
(* read of it, and its decisions: states that differ by nothing else are one. *)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Chains,        \* the rollups
  Xts,           \* the xTs that users sent
  Participants,  \* [Xts -> SUBSET Chains]
  Replicas,      \* of the slot-service
  MaxSlot, MaxTerm, MaxLate, MaxRollBacks, MaxLosses, MaxAborts,
  Fault          \* the planted fault, "none" for the protocol as it is

NoXt == "no xT"
NoBlock == [slot |-> 0]
Nobody == "nobody"
NoRollBack == [state |-> "none", ordinal |-> 0, lastValid |-> 0]

VARIABLES
  fold,      \* what the believed records of the slot topic fold into
  decisions, \* all believed records Decided
  unread,    \* per chain: the believed records that concern it and that it has not read
  tape,      \* for one planted fault: the believed records since the slot's opening
  view,      \* per replica: its own fold, which a deposed leader may still have
  term,      \* per replica: the term it believes to lead, 0 for a follower
  seq,       \* per chain: its sequencer, journal included
  votes,     \* per chain: the vote topic
  blocks,    \* the blocks sent
  settled,   \* L1: the published superblocks
  rollBack,  \* L1: the last rollback and whether it is final
  late,      \* how many records were written in vain
  losses     \* how many journals were lost

vars == <<fold, decisions, unread, tape, view, term, seq, votes, blocks, settled, rollBack, late, losses>>

-----------------------------------------------------------------------------
(* Superblocks *)

RECURSIVE HeadIn(_, _)
(* The slot of the chain's block in the highest superblock that holds one.   *)
HeadIn(chain, c) ==
  IF chain = <<>> THEN 0
  ELSE LET last == chain[Len(chain)]
       IN IF c \in DOMAIN last.blocks THEN last.blocks[c].slot
          ELSE HeadIn(SubSeq(chain, 1, Len(chain) - 1), c)

IncludedIn(chain) == UNION {chain[i].xts : i \in DOMAIN chain}

IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s

-----------------------------------------------------------------------------
(* The fold of the slot topic: SlotLog                                       *)

Start ==
  [ term |-> 0, leader |-> Nobody, phase |-> "StartingSlot", slot |-> 0,
    heads |-> [c \in Chains |-> 0],   \* as the slot's opening names them
    running |-> {}, decided |-> <<>>, sealList |-> {},
    chain |-> <<>>,                   \* the superblocks not rolled back
    rollBacks |-> 0,                  \* the ordinal of the last one applied
    refused |-> {} ]                  \* xTs that were voted down: they do not run again

Believes(s, r) ==
  \/ r.type = "LeaderClaim"
  \/ r.term = s.term /\ r.by = s.leader
  \/ Fault = "readers ignore terms"

Commits(s) == {x \in DOMAIN s.decided : s.decided[x] = "commit"}

Apply(s, r) ==
  IF ~Believes(s, r) THEN s
  ELSE CASE r.type = "LeaderClaim" ->
              IF r.term > s.term \/ (Fault = "the last claim of a term wins" /\ r.term = s.term)
              THEN [s EXCEPT !.term = r.term, !.leader = r.by]
              ELSE s
         [] r.type \in {"StartSlot", "RollBackAndStartSlot"} ->
              [s EXCEPT !.phase = "Building", !.slot = r.slot, !.heads = r.heads,
                        !.running = {}, !.decided = <<>>, !.sealList = {},
                        !.chain = r.chain, !.rollBacks = r.rollBacks]
         [] r.type = "StartSC" -> [s EXCEPT !.running = @ \union {r.xt}]
         [] r.type = "Decided" ->
              [s EXCEPT !.running = @ \ {r.xt}, !.decided = (r.xt :> r.decision) @@ @,
                        !.refused = IF r.reason = "vote" THEN @ \union {r.xt} ELSE @]
         [] r.type = "RequestSeal" -> [s EXCEPT !.phase = "Sealing", !.sealList = r.xts]
         [] r.type = "SlotClosed" ->
              [s EXCEPT !.phase = "StartingSlot", !.running = {},
                        !.chain = r.chain, !.rollBacks = r.rollBacks]

-----------------------------------------------------------------------------
(* What a sequencer holds, and what it reads                                 *)

Fresh ==
  [ phase |-> "Waiting", slot |-> 0, parent |-> 0, draft |-> {}, running |-> NoXt,
    held |-> <<>>, vote |-> "none", block |-> NoBlock ]

Next(c) == Head(unread[c])
CanRead(c, types) == unread[c] # <<>> /\ Next(c).type \in types

(* What comes too late, or is of another slot.                               *)
IsPast(c) ==
  /\ unread[c] # <<>>
  /\ LET r == Next(c)
         s == seq[c]
     IN \/ r.type = "LeaderClaim"
        \/ r.type \in {"StartSlot", "RollBackAndStartSlot"} /\ r.slot <= s.slot
        \/ r.type = "StartSC" /\ r.slot # s.slot
        \/ /\ r.type = "Decided"
           /\ r.slot # s.slot \/ r.xt \notin {s.running} \union {s.held[i] : i \in DOMAIN s.held}
        \/ r.type = "RequestSeal" /\ (r.slot # s.slot \/ s.phase # "Building")

(* What a sequencer reads changes nothing for anybody else, and what it may  *)
(* do instead it may do afterwards: nothing is lost by reading at once. Only *)
(* what it reads in place of voting or submitting, or what makes it vote,    *)
(* takes its time.                                                           *)
ReadsAtOnce(c) ==
  \/ IsPast(c)
  \/ CanRead(c, {"StartSlot", "RollBackAndStartSlot"}) /\ seq[c].phase = "Waiting"
  \/ CanRead(c, {"StartSC", "RequestSeal"}) /\ seq[c].phase = "Building"
  \/ CanRead(c, {"Decided"}) /\ (seq[c].vote # "none" \/ Next(c).xt # seq[c].running)

Quiet == \A c \in Chains : ~ReadsAtOnce(c)

(* One of those that read at once goes first; the others do not meet it.     *)
MayRead(c) == IF Quiet THEN TRUE ELSE c = CHOOSE d \in Chains : ReadsAtOnce(d)

-----------------------------------------------------------------------------
(* The publisher. Every action is a step of a replica that believes to lead; *)
(* it writes one record. A step of the service writes several in one batch,  *)
(* any prefix of which must fold: here each of them is a step of its own.    *)

Concerns(r, c) ==
  CASE r.type \in {"StartSC", "Decided"} -> c \in Participants[r.xt]
    [] r.type = "SlotClosed" -> FALSE
    [] OTHER -> TRUE

(* Readers believe the same records, because they read one log in its order. *)
Tell(r) ==
  /\ decisions' = IF r.type = "Decided"
       THEN decisions \union {[slot |-> r.slot, xt |-> r.xt, decision |-> r.decision, reason |-> r.reason]}
       ELSE decisions
  /\ unread' = [c \in Chains |-> IF Concerns(r, c) THEN Append(unread[c], r) ELSE unread[c]]
  /\ tape' = IF Fault # "a sequencer without a journal takes part" THEN <<>>
             ELSE IF r.type \in {"StartSlot", "RollBackAndStartSlot"} THEN <<r>>
             ELSE Append(tape, r)

Leads(p) == term[p] > 0

Write(p, record) ==
  LET r == record @@ [term |-> term[p], by |-> p]
      believed == Believes(fold, r)
  IN /\ Quiet
     /\ believed \/ late < MaxLate
     /\ late' = IF believed THEN late ELSE late + 1
     /\ IF believed THEN Tell(r) ELSE UNCHANGED <<decisions, unread, tape>>
     /\ fold' = Apply(fold, r)
     /\ view' = [view EXCEPT ![p] = Apply(@, r)]
     /\ UNCHANGED <<term, seq, votes, blocks, settled, rollBack, losses>>

InBuilding(p) == Leads(p) /\ view[p].phase = "Building"

(* The first vote of a chain on an instance is the one that counts.          *)
FirstVote(c, slot, x) ==
  LET counts(i) == votes[c][i].xt = x
                   /\ (votes[c][i].slot = slot \/ Fault = "votes of earlier slots count")
      first == {i \in DOMAIN votes[c] : counts(i) /\ \A j \in 1..(i - 1) : ~counts(j)}
  IN IF first = {} THEN "none" ELSE votes[c][CHOOSE i \in first : TRUE].vote

Opening(p, type, chain, rollBacks) ==
  [ type |-> type, slot |-> view[p].slot + 1, chain |-> chain, rollBacks |-> rollBacks,
    heads |-> [c \in Chains |->
      IF Fault = "every sent block moves the head" /\ \E b \in blocks : b.chain = c
      THEN (CHOOSE b \in blocks : b.chain = c /\ \A o \in blocks : o.chain = c => o.slot <= b.slot).slot
      ELSE HeadIn(IF Fault = "a rollback's heads are forgotten" THEN view[p].chain ELSE chain, c)] ]

P1_StartSlot(p) ==
  /\ Leads(p) /\ view[p].phase = "StartingSlot" /\ view[p].slot < MaxSlot
  /\ Write(p, Opening(p, "StartSlot", view[p].chain, view[p].rollBacks))

P2_StartSC(p, x) ==
  /\ InBuilding(p)
  /\ x \notin view[p].running \union DOMAIN view[p].decided
  /\ x \notin view[p].refused
  /\ x \notin IncludedIn(view[p].chain) \/ Fault = "an included xT is offered again"
  /\ \A y \in view[p].running : Participants[x] \intersect Participants[y] = {}
  /\ Write(p, [type |-> "StartSC", slot |-> view[p].slot, xt |-> x])

Decide(p, x, decision, reason) ==
  Write(p, [type |-> "Decided", slot |-> view[p].slot, xt |-> x, decision |-> decision, reason |-> reason])

P3_P4_Commit(p, x) ==
  /\ InBuilding(p) /\ x \in view[p].running
  /\ \A c \in Participants[x] : FirstVote(c, view[p].slot, x) = "yes"
  /\ Decide(p, x, "commit", "votes")

P3_P4_VotedDown(p, x) ==
  /\ InBuilding(p)
  /\ \/ x \in view[p].running
     \/ Fault = "a late vote decides again" /\ x \in DOMAIN view[p].decided
  /\ \E c \in Participants[x] : FirstVote(c, view[p].slot, x) = "no"
  /\ Decide(p, x, "abort", "vote")

(* The timer, or what P6, P6' and P9 do to an undecided instance. The bound  *)
(* keeps the number of states small, not the protocol.                       *)
P5_P6_Abort(p, x) ==
  /\ InBuilding(p) /\ x \in view[p].running
  /\ Cardinality({d \in decisions : d.reason = "timer"}) < MaxAborts
  /\ Decide(p, x, "abort", "timer")

P6_RequestSeal(p) ==
  /\ InBuilding(p) /\ view[p].running = {}
  /\ Write(p, [type |-> "RequestSeal", slot |-> view[p].slot, xts |-> Commits(view[p])])

(* Block-store-service's verdict, and P7's guard: only what the slot asked for. *)
Accepted(s) ==
  {b \in blocks :
    /\ b.slot = s.slot /\ b.parent = s.heads[b.chain]
    /\ b.xts = {x \in s.sealList : b.chain \in Participants[x]}}

RECURSIVE Closure(_, _)
(* Drops blocks until every committed xT is whole or absent.                 *)
Closure(present, commits) ==
  LET torn == {x \in commits : ~(Participants[x] \subseteq present)}
      left == present \ UNION {Participants[x] : x \in torn}
  IN IF Fault = "the legs of torn xTs stay" \/ left = present THEN present
     ELSE Closure(left, commits)

Closed(s, chain, rollBacks) ==
  [type |-> "SlotClosed", slot |-> s.slot, chain |-> chain, rollBacks |-> rollBacks]

(* At the slot's end over what came, or as soon as all came.                 *)
P7_P8_Close(p) ==
  /\ Leads(p) /\ view[p].phase = "Sealing"
  /\ \E known \in SUBSET Accepted(view[p]) :
       LET s == view[p]
           left == Closure({b.chain : b \in known}, s.sealList)
           superblock ==
             [ number |-> Len(s.chain) + 1, slot |-> s.slot,
               parent |-> IF s.chain = <<>> THEN 0 ELSE s.chain[Len(s.chain)].slot,
               blocks |-> [c \in left |-> CHOOSE b \in known : b.chain = c],
               xts |-> IF Fault = "the legs of torn xTs stay"
                       THEN {x \in s.sealList : Participants[x] \intersect left # {}}
                       ELSE {x \in s.sealList : Participants[x] \subseteq left} ]
       IN Write(p, Closed(s, IF left = {} THEN s.chain ELSE Append(s.chain, superblock), s.rollBacks))

P6x_GiveUp(p) ==
  /\ InBuilding(p) /\ view[p].running = {}
  /\ Write(p, Closed(view[p], view[p].chain, view[p].rollBacks))

RollBackIsNews(p) == rollBack.state = "final" /\ rollBack.ordinal > view[p].rollBacks

RolledBack(p) == SubSeq(view[p].chain, 1, rollBack.lastValid)

P9_CloseRolledBack(p) ==
  /\ Leads(p) /\ RollBackIsNews(p) /\ view[p].phase # "StartingSlot" /\ view[p].running = {}
  /\ Write(p, Closed(view[p], RolledBack(p), rollBack.ordinal))

P9_RollBackAndStartSlot(p) ==
  /\ Leads(p) /\ RollBackIsNews(p) /\ view[p].phase = "StartingSlot" /\ view[p].slot < MaxSlot
  /\ Write(p, Opening(p, "RollBackAndStartSlot", RolledBack(p), rollBack.ordinal))

(* The winner folds up to its own claim before it writes.                    *)
P10_Claim(p) ==
  /\ Quiet /\ ~Leads(p) /\ fold.term < MaxTerm
  /\ LET r == [type |-> "LeaderClaim", term |-> fold.term + 1, by |-> p]
         now == Apply(fold, r)
     IN /\ fold' = now
        /\ term' = [term EXCEPT ![p] = r.term]
        /\ view' = [view EXCEPT ![p] =
             IF Fault = "a new leader does not fold the slot in flight"
             THEN [now EXCEPT !.running = @ \union DOMAIN now.decided, !.decided = <<>>] ELSE now]
  /\ UNCHANGED <<decisions, unread, tape, seq, votes, blocks, settled, rollBack, late, losses>>

(* A claim that lost the race for its term: it was written before its writer *)
(* saw the winner's. Where readers would take it, its writer leads, too.     *)
P10_ClaimTooLate(p) ==
  /\ Quiet /\ ~Leads(p) /\ fold.term > 0 /\ fold.leader # p /\ late < MaxLate
  /\ LET r == [type |-> "LeaderClaim", term |-> fold.term, by |-> p]
         now == Apply(fold, r)
     IN /\ fold' = now
        /\ term' = [term EXCEPT ![p] = IF now # fold THEN r.term ELSE 0]
        /\ view' = [view EXCEPT ![p] = IF now # fold THEN now ELSE @]
  /\ late' = late + 1
  /\ UNCHANGED <<decisions, unread, tape, seq, votes, blocks, settled, rollBack, losses>>

(* A crash, a failed append, or reading that another one leads.              *)
P10_StepDown(p) ==
  /\ Quiet /\ Leads(p)
  /\ term' = [term EXCEPT ![p] = 0]
  /\ view' = [view EXCEPT ![p] = Start]
  /\ UNCHANGED <<fold, decisions, unread, tape, seq, votes, blocks, settled, rollBack, late, losses>>

-----------------------------------------------------------------------------
(* The sequencers. Each reads the slot topic in order, at its own pace, and  *)
(* drops what does not count. A crash that leaves the journal changes        *)
(* nothing: every step is journalled before anything leaves.                 *)

Becomes(c, s) ==
  /\ MayRead(c)
  /\ seq' = [seq EXCEPT ![c] = s]
  /\ unread' = [unread EXCEPT ![c] = Tail(@)]
  /\ UNCHANGED <<fold, decisions, tape, view, term, blocks, settled, rollBack, late, losses>>

Reads(c, s) == Becomes(c, s) /\ UNCHANGED votes

Cast(c, x, vote) ==
  votes' = [votes EXCEPT ![c] = Append(@, [slot |-> Next(c).slot, xt |-> x, vote |-> vote])]

ReadPast(c) == IsPast(c) /\ Reads(c, seq[c])

Q1_EnterSlot(c) ==
  /\ CanRead(c, {"StartSlot", "RollBackAndStartSlot"}) /\ Next(c).slot > seq[c].slot
  /\ Reads(c, [Fresh EXCEPT !.phase = "Building", !.slot = Next(c).slot,
                 !.parent = Next(c).heads[c],
                 !.draft = IF Fault = "the draft outlives its slot" THEN seq[c].draft ELSE {}])

(* Without a complete journal: vote 0 on what starts, and do not seal.       *)
Q2_Refuse(c) ==
  /\ CanRead(c, {"StartSC"})
  /\ seq[c].phase # "Building" /\ Next(c).slot = seq[c].slot
  /\ Becomes(c, seq[c]) /\ Cast(c, Next(c).xt, "no")

Q4_Start(c) ==
  /\ CanRead(c, {"StartSC"}) /\ Next(c).slot = seq[c].slot
  /\ seq[c].phase = "Building" /\ seq[c].running = NoXt
  /\ Reads(c, [seq[c] EXCEPT !.running = Next(c).xt, !.vote = "none"])

Q5_Hold(c) ==
  /\ CanRead(c, {"StartSC"}) /\ Next(c).slot = seq[c].slot
  /\ seq[c].phase = "Building" /\ seq[c].running # NoXt
  /\ Reads(c, [seq[c] EXCEPT !.held = Append(@, Next(c).xt)])

Stays(c, s) ==
  /\ seq' = [seq EXCEPT ![c] = s]
  /\ UNCHANGED <<fold, decisions, tape, view, term, settled, rollBack, late, losses>>

Running(c) == seq[c].phase = "Building" /\ seq[c].running # NoXt

(* Written into the journal and then into the topic: after a crash it is the *)
(* same vote.                                                                *)
Q7_Vote(c) ==
  /\ Quiet /\ Running(c) /\ seq[c].vote = "none"
  /\ \E vote \in {"yes", "no"} :
       /\ Stays(c, [seq[c] EXCEPT !.vote = vote])
       /\ votes' = [votes EXCEPT ![c] = Append(@, [slot |-> seq[c].slot, xt |-> seq[c].running, vote |-> vote])]
  /\ UNCHANGED <<unread, blocks>>

Decides(s, commit) ==
  [s EXCEPT !.draft = IF commit THEN @ \union {s.running} ELSE @,
            !.running = IF s.held = <<>> THEN NoXt ELSE Head(s.held),
            !.held = IF s.held = <<>> THEN @ ELSE Tail(@), !.vote = "none"]

Q8_Decided(c) ==
  /\ CanRead(c, {"Decided"}) /\ Next(c).slot = seq[c].slot
  /\ Running(c) /\ Next(c).xt = seq[c].running
  /\ Reads(c, Decides(seq[c], Next(c).decision = "commit"))

Q8_DropHeld(c) ==
  /\ CanRead(c, {"Decided"}) /\ Next(c).slot = seq[c].slot
  /\ Next(c).xt # seq[c].running
  /\ \E i \in DOMAIN seq[c].held : seq[c].held[i] = Next(c).xt
  /\ Reads(c, [seq[c] EXCEPT !.held = SelectSeq(@, LAMBDA x : x # Next(c).xt)])

Seal(c, s) ==
  IF s.draft = {x \in Next(c).xts : c \in Participants[x]} \/ Fault = "the draft outlives its slot"
  THEN Reads(c, [s EXCEPT !.phase = "Submission",
                          !.block = [slot |-> s.slot, chain |-> c, parent |-> s.parent, xts |-> s.draft]])
  ELSE Reads(c, [s EXCEPT !.phase = "Waiting"])

Q9_Seal(c) ==
  /\ CanRead(c, {"RequestSeal"}) /\ Next(c).slot = seq[c].slot
  /\ seq[c].phase = "Building" /\ seq[c].running = NoXt
  /\ Seal(c, seq[c])

(* By the list, but never what we did not vote for.                          *)
Q10_SealWhileLocked(c) ==
  /\ CanRead(c, {"RequestSeal"}) /\ Next(c).slot = seq[c].slot
  /\ Running(c)
  /\ Seal(c, [Decides(seq[c], seq[c].vote = "yes" /\ seq[c].running \in Next(c).xts)
                EXCEPT !.running = NoXt, !.held = <<>>])

(* Sent at last, in whatever slot that is; sent again, it is the same block. *)
Q11_Submit(c) ==
  /\ Quiet /\ seq[c].phase = "Submission"
  /\ Stays(c, [seq[c] EXCEPT !.phase = "Waiting", !.block = NoBlock])
  /\ blocks' = blocks \union {seq[c].block}
  /\ UNCHANGED <<unread, votes>>

(* The store is gone. What it voted is unknown, so it takes no part in the   *)
(* slot in progress and reads on at the topic's end.                         *)
LoseJournal(c) ==
  /\ Quiet /\ losses < MaxLosses
  /\ losses' = losses + 1
  /\ CASE Fault = "a sequencer without a journal takes part" ->
            seq' = [seq EXCEPT ![c] = Fresh]
            /\ unread' = [unread EXCEPT ![c] = SelectSeq(tape, LAMBDA r : Concerns(r, c))]
       [] Fault = "a vote leaves before the journal has it" ->
            seq' = [seq EXCEPT ![c].vote = "none"] /\ UNCHANGED unread
       [] OTHER ->
            seq' = [seq EXCEPT ![c] = [Fresh EXCEPT !.slot = fold.slot]]
            /\ unread' = [unread EXCEPT ![c] = <<>>]
  /\ UNCHANGED <<fold, decisions, tape, view, term, votes, blocks, settled, rollBack, late>>

-----------------------------------------------------------------------------
(* L1                                                                        *)

OnL1 == Quiet /\ UNCHANGED <<fold, decisions, unread, tape, view, term, seq, votes, blocks, late, losses>>

(* Superblock-service publishes what the slot topic holds, in order, and     *)
(* nothing while a rollback has not come back through the slot topic.        *)
Publish ==
  /\ \/ rollBack.state = "none"
     \/ rollBack.ordinal <= fold.rollBacks
     \/ Fault = "a rolled-back superblock is published again"
  /\ Len(settled) < Len(fold.chain) /\ IsPrefix(settled, fold.chain)
  /\ settled' = Append(settled, fold.chain[Len(settled) + 1])
  /\ OnL1 /\ UNCHANGED rollBack

RollBackSeen ==
  /\ rollBack.state # "seen" /\ rollBack.ordinal < MaxRollBacks
  /\ rollBack.state = "none" \/ rollBack.ordinal <= fold.rollBacks
  /\ \E n \in 0..(Len(settled) - 1) :
       rollBack' = [state |-> "seen", ordinal |-> rollBack.ordinal + 1, lastValid |-> n]
  /\ OnL1 /\ UNCHANGED settled

RollBackReorgedOut ==
  /\ rollBack.state = "seen"
  /\ rollBack' = [state |-> "none", ordinal |-> rollBack.ordinal, lastValid |-> 0]
  /\ OnL1 /\ UNCHANGED settled

RollBackFinal ==
  /\ rollBack.state = "seen"
  /\ rollBack' = [rollBack EXCEPT !.state = "final"]
  /\ settled' = SubSeq(settled, 1, rollBack.lastValid)
  /\ OnL1

-----------------------------------------------------------------------------

Init ==
  /\ fold = Start /\ decisions = {} /\ unread = [c \in Chains |-> <<>>] /\ tape = <<>>
  /\ view = [p \in Replicas |-> Start] /\ term = [p \in Replicas |-> 0]
  /\ seq = [c \in Chains |-> Fresh] /\ votes = [c \in Chains |-> <<>>] /\ blocks = {}
  /\ settled = <<>> /\ rollBack = NoRollBack /\ late = 0 /\ losses = 0

Step ==
  \/ \E p \in Replicas :
       \/ P1_StartSlot(p)
       \/ \E x \in Xts : P2_StartSC(p, x)
       \/ \E x \in Xts : P3_P4_Commit(p, x)
       \/ \E x \in Xts : P3_P4_VotedDown(p, x)
       \/ \E x \in Xts : P5_P6_Abort(p, x)
       \/ P6_RequestSeal(p)
       \/ P6x_GiveUp(p)
       \/ P7_P8_Close(p)
       \/ P9_CloseRolledBack(p)
       \/ P9_RollBackAndStartSlot(p)
       \/ P10_Claim(p)
       \/ P10_ClaimTooLate(p)
       \/ P10_StepDown(p)
  \/ \E c \in Chains :
       \/ ReadPast(c)
       \/ Q1_EnterSlot(c)
       \/ Q2_Refuse(c)
       \/ Q4_Start(c)
       \/ Q5_Hold(c)
       \/ Q7_Vote(c)
       \/ Q8_Decided(c)
       \/ Q8_DropHeld(c)
       \/ Q9_Seal(c)
       \/ Q10_SealWhileLocked(c)
       \/ Q11_Submit(c)
       \/ LoseJournal(c)
  \/ Publish \/ RollBackSeen \/ RollBackReorgedOut \/ RollBackFinal

Spec == Init /\ [][Step]_vars

-----------------------------------------------------------------------------
(* What must hold                                                            *)

(* One decision for each instance, whoever led.                              *)
Agreement ==
  \A d, e \in decisions : d.slot = e.slot /\ d.xt = e.xt => d = e

(* Decided 1 only if every participant voted 1 in that slot.                 *)
Validity ==
  \A d \in decisions : d.decision = "commit" =>
    \A c \in Participants[d.xt] :
      \E v \in DOMAIN votes[c] : votes[c][v] = [slot |-> d.slot, xt |-> d.xt, vote |-> "yes"]

(* It may be said again, but never otherwise.                                *)
OneVote ==
  \A c \in Chains : \A i, j \in DOMAIN votes[c] :
    votes[c][i].slot = votes[c][j].slot /\ votes[c][i].xt = votes[c][j].xt
      => votes[c][i].vote = votes[c][j].vote

OneLeaderATerm ==
  \A p, q \in Replicas : Leads(p) /\ Leads(q) /\ p # q => term[p] # term[q]

(* A superblock's xT is in the block of each participant, and its blocks     *)
(* hold no other: an xT is there whole or not at all.                        *)
Atomicity ==
  \A i \in DOMAIN fold.chain :
    LET s == fold.chain[i]
    IN /\ \A x \in s.xts : \A c \in Participants[x] : c \in DOMAIN s.blocks /\ x \in s.blocks[c].xts
       /\ \A c \in DOMAIN s.blocks : s.blocks[c].xts \subseteq s.xts

(* No block holds an xT that its slot did not commit.                        *)
SealedAsDecided ==
  \A b \in blocks : \A x \in b.xts :
    \E d \in decisions : d.slot = b.slot /\ d.xt = x /\ d.decision = "commit"

OneBlockASlot ==
  \A a, b \in blocks : a.slot = b.slot /\ a.chain = b.chain => a = b

SuperblocksChain ==
  \A i \in DOMAIN fold.chain :
    /\ fold.chain[i].number = i
    /\ fold.chain[i].parent = IF i = 1 THEN 0 ELSE fold.chain[i - 1].slot
    /\ i > 1 => fold.chain[i].slot > fold.chain[i - 1].slot

(* A block stands on the chain's block before it.                            *)
BlocksChain ==
  \A i \in DOMAIN fold.chain : \A c \in DOMAIN fold.chain[i].blocks :
    fold.chain[i].blocks[c].parent = HeadIn(SubSeq(fold.chain, 1, i - 1), c)

(* A slot's opening names each chain's block in the highest superblock that  *)
(* was not rolled back.                                                      *)
NamedHeads ==
  fold.phase # "StartingSlot" => \A c \in Chains : fold.heads[c] = HeadIn(fold.chain, c)

AtMostOnce ==
  \A i, j \in DOMAIN fold.chain : i # j => fold.chain[i].xts \intersect fold.chain[j].xts = {}

(* What L1 holds is what the slot topic says, once a rollback came through.  *)
SettledAsWritten ==
  (rollBack.state # "final" \/ rollBack.ordinal <= fold.rollBacks)
    => IsPrefix(settled, fold.chain)

(* While it did not, nothing that it dropped is on L1.                       *)
NothingDroppedIsSettled ==
  rollBack.state = "final" /\ rollBack.ordinal > fold.rollBacks => Len(settled) <= rollBack.lastValid

(* The chain of superblocks only grows, except that a rollback cuts it back  *)
(* to the superblock that L1 named, and keeps everything up to there.        *)
RollBackKeepsPrefix ==
  [][ \/ IsPrefix(fold.chain, fold'.chain) /\ fold.rollBacks = fold'.rollBacks
      \/ /\ fold'.rollBacks > fold.rollBacks
         /\ IsPrefix(fold'.chain, fold.chain)
         /\ Len(fold'.chain) = rollBack.lastValid ]_vars

(* At the publisher and at every sequencer.                                  *)
SlotsIncrease ==
  [][ /\ fold'.slot >= fold.slot
      /\ \A c \in Chains : seq'[c].slot >= seq[c].slot
           \/ Fault = "a sequencer without a journal takes part" ]_vars

=============================================================================
