package dev.weir.settings;

/** Credentials that never change: for a lab on loopback, never for AWS. */
public record StaticKeys(Secret accessKey, Secret secretKey) {}
