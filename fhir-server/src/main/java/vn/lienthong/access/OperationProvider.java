package vn.lienthong.access;

/**
 * Operations that another feature brings to the FHIR API: a bean with methods annotated for HAPI. The CapabilityStatement
 * lists them, and failures are answered as those of every interaction.
 */
public interface OperationProvider {}
