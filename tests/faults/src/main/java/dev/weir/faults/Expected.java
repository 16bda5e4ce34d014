package dev.weir.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What was made, at about 40 bytes a record: who each record is, what it says, and what it came in.
 * Thread-safe.
 */
final class Expected {
  private long[] ids = new long[1 << 12];
  private long[] contents = new long[1 << 12];
  private int[] batchOf = new int[1 << 12];
  private int size;

  /** Places of records by their ids, open addressing; 0 is free. */
  private int[] table = new int[1 << 14];

  private final List<Batch> batches = new ArrayList<>();

  /** Takes a batch in; its records are given with {@link #add}. */
  synchronized int batch(Batch batch) {
    batches.add(batch);
    return batches.size() - 1;
  }

  synchronized List<Batch> batches() {
    return List.copyOf(batches);
  }

  synchronized Batch batch(int number) {
    return batches.get(number);
  }

  /** Replaces a batch, whose records stay. */
  synchronized void replace(int number, Batch batch) {
    batches.set(number, batch);
  }

  /**
   * Takes a record in.
   *
   * @throws IllegalStateException if there is one with its id: the run could not tell them apart
   */
  synchronized void add(RecordDigest record, int batch) {
    if (place(record.id()) >= 0) {
      throw new IllegalStateException("two records with the same id were made");
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      contents = Arrays.copyOf(contents, size * 2);
      batchOf = Arrays.copyOf(batchOf, size * 2);
    }
    ids[size] = record.id();
    contents[size] = record.content();
    batchOf[size] = batch;
    size++;
    if (size * 2 > table.length) {
      table = new int[table.length * 2];
      for (int i = 0; i < size; i++) {
        enter(i);
      }
    } else {
      enter(size - 1);
    }
  }

  /** How many records were made so far. */
  synchronized int size() {
    return size;
  }

  /** Where the record stands; negative if none has that id. */
  synchronized int place(long id) {
    int mask = table.length - 1;
    int slot = (int) id & mask;
    while (table[slot] != 0) {
      if (ids[table[slot] - 1] == id) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Whether the record at that place says this. */
  synchronized boolean says(int place, long content) {
    return contents[place] == content;
  }

  /** The records that must be there and were not seen, from a place on. */
  synchronized List<Missing> missing(int from, BitSet seen) {
    List<Missing> missing = new ArrayList<>();
    int[] ordinals = new int[batches.size()];
    for (int i = from; i < size; i++) {
      int ordinal = ordinals[batchOf[i]]++;
      Batch batch = batches.get(batchOf[i]);
      if (!seen.get(i) && batch.required()) {
        missing.add(new Missing(batch, ordinal));
      }
    }
    return missing;
  }

  /** How many records may be there and need not. */
  synchronized int optional() {
    int optional = 0;
    for (int i = 0; i < size; i++) {
      optional += batches.get(batchOf[i]).required() ? 0 : 1;
    }
    return optional;
  }

  private void enter(int place) {
    int mask = table.length - 1;
    int slot = (int) ids[place] & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = place + 1;
  }
}
