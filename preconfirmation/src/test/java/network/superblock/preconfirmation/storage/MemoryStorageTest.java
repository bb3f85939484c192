package network.superblock.preconfirmation.storage;

/** The storage in memory. */
class MemoryStorageTest extends Section6StorageContract {

  @Override
  protected PreconfirmationStorage open() {
    return new MemoryStorage(CACHES);
  }
}
