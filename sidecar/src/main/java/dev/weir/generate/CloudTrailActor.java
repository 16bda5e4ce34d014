package dev.weir.generate;

/** Who makes a call on an ordinary day of an account. */
enum CloudTrailActor {
  /** Somebody of the team, with MFA: a user, or a session of the identity center. */
  PERSON,
  /** The pipeline that deploys. */
  PIPELINE,
  /** AWS itself, which starts and ends instances with the load. */
  SCALING,
  /** A scanner of the team, and AWS Config: they read what is configured. */
  SCANNER
}
