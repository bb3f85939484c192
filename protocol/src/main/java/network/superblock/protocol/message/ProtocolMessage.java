package network.superblock.protocol.message;

/** Whatever one part of the network tells another: the value of one record of a topic. */
public sealed interface ProtocolMessage
    permits BlockVerdict,
        CircMessage,
        L2Block,
        L2BlockRequest,
        Preconfirmation,
        SettlementEvent,
        SlotRecord,
        SuperblockStatus,
        Vote,
        XtOffer,
        XtRequest,
        XtWithdrawal {}
