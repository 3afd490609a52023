extension BuiltInDefinitions {
    /// The kind of the subresource `scale`.
    static let scaleText = #"""
        group: autoscaling
        version: v1
        openAPIPackage: io.k8s.api.autoscaling.v1
        types:
          Scale:
            description: How many copies of something are wanted and there are, whatever it is.
            kind: true
            fields:
              spec: {type: ScaleSpec, description: What is wanted., presence: always, protobuf: 2}
              status: {type: ScaleStatus, description: What there is., presence: always, protobuf: 3}
          ScaleSpec:
            description: How many copies are wanted.
            fields:
              replicas: {type: int32, description: The number wanted., default: 0, presence: implicit, protobuf: 1}
          ScaleStatus:
            description: How many copies there are.
            fields:
              replicas: {type: int32, description: The number observed., presence: always, required: true, protobuf: 1}
              selector: {type: string, description: 'The selector of the copies, as text.', presence: implicit, protobuf: 2}
        """#
}
