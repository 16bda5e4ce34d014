package dev.weir.alert;

/**
 * An alert, and who did what about it.
 *
 * @param alert the alert
 * @param openedAt when it was opened, as a date and time; may be empty
 * @param changedBy who changed its status last; may be empty
 * @param changedAt when; may be empty
 * @param note what they noted; may be empty
 */
public record ListedAlert(
    Alert alert, String openedAt, String changedBy, String changedAt, String note) {}
