package vn.lienthong.record.fhir;

record StructureIssue(String expression, String code, String diagnostics) {}
