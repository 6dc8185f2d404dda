package dev.raydeck.sandbox.rayhead;

/// A process's reference to an object, as Ray's state API lists it: `status` is that of the task
/// which makes it, `sizeBytes` is negative until it is made.
public record ObjectReference(
    String objectId, long sizeBytes, String status, String ipAddress, int pid) {}
