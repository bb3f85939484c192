package network.superblock.sequencer.http;

import java.util.Set;

/** What is passed on to the node: it reads, keeps no state for the caller, and costs little. */
final class ReadMethods {

  private static final Set<String> NAMES =
      Set.of(
          "eth_blockNumber",
          "eth_call",
          "eth_chainId",
          "eth_createAccessList",
          "eth_estimateGas",
          "eth_feeHistory",
          "eth_gasPrice",
          "eth_getBalance",
          "eth_getBlockByHash",
          "eth_getBlockByNumber",
          "eth_getBlockReceipts",
          "eth_getBlockTransactionCountByHash",
          "eth_getBlockTransactionCountByNumber",
          "eth_getCode",
          "eth_getLogs",
          "eth_getProof",
          "eth_getStorageAt",
          "eth_getTransactionByBlockHashAndIndex",
          "eth_getTransactionByBlockNumberAndIndex",
          "eth_getTransactionByHash",
          "eth_getTransactionCount",
          "eth_getTransactionReceipt",
          "eth_getUncleCountByBlockHash",
          "eth_getUncleCountByBlockNumber",
          "eth_maxPriorityFeePerGas",
          "eth_syncing",
          "net_listening",
          "net_version",
          "web3_clientVersion");

  private ReadMethods() {}

  static boolean contain(String method) {
    return NAMES.contains(method);
  }
}
