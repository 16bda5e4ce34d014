package dev.weir.pipeline;

import dev.weir.chunk.Chunk;
import dev.weir.parse.TypeParser;
import dev.weir.sink.DocumentTarget;

/**
 * A chunk whose records are at work.
 *
 * @param account counts them back
 * @param batch takes their documents
 * @param route what the configuration says of the type that its tag names
 * @param parser reads records of that type
 */
record ChunkAtWork(
    Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route, TypeParser parser) {}
