namespace Training.Modules.Certification.Review;

/// <summary>Takes back a transaction in which something was refused at the last moment; never leaves the services of this folder.</summary>
internal sealed class Refused(string message) : Exception(message);
