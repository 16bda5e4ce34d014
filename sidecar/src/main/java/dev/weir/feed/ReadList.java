package dev.weir.feed;

/**
 * A list that was read.
 *
 * @param content what is looked up in
 * @param entries how many entries it has
 * @param skipped how many more were not understood, or no longer valid
 * @param heapBytes about what it takes of the heap
 */
public record ReadList<T>(T content, int entries, int skipped, long heapBytes) {}
