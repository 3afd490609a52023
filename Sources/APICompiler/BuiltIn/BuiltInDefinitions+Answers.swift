extension BuiltInDefinitions {
    /// What requests are answered with, whatever the kind.
    static let answersText = #"""
        group: meta
        version: v1
        openAPIPackage: io.k8s.apimachinery.pkg.apis.meta.v1
        protobufPackage: k8s.io.apimachinery.pkg.apis.meta.v1
        types:
          Status:
            description: "The outcome of a request that answers with no object."
            kinds: [core/v1.Status]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ListMeta, description: "What every list has; mostly empty.", presence: always, protobuf: 1}
              status: {type: string, description: "`Success` or `Failure`.", presence: implicit, protobuf: 2}
              message: {type: string, description: "The outcome, for people.", presence: implicit, protobuf: 3}
              reason:
                type: string
                description: "Why the request failed, as a word for programs."
                presence: implicit
                protobuf: 4
              details: {type: StatusDetails, description: "More about the reason.", protobuf: 5}
              code: {type: int32, description: "The HTTP status code.", presence: implicit, protobuf: 6}
          StatusCause:
            description: "One of several reasons for a failure."
            fields:
              reason: {type: string, description: "The reason, as a word for programs.", presence: implicit, protobuf: 1}
              message: {type: string, description: "The reason, for people.", presence: implicit, protobuf: 2}
              field: {type: string, description: "The path of the field that was at fault.", presence: implicit, protobuf: 3}
          StatusDetails:
            description: "More about the reason of a failure."
            fields:
              name:
                type: string
                description: "The name of the object, where there is one."
                presence: implicit
                protobuf: 1
              group: {type: string, description: "The group of the object's kind.", presence: implicit, protobuf: 2}
              kind: {type: string, description: "The kind of the object, or the resource.", presence: implicit, protobuf: 3}
              uid: {type: string, description: "The UID of the object.", presence: implicit, protobuf: 6}
              causes:
                type: list<StatusCause>
                description: "All that was wrong."
                presence: implicit
                listType: atomic
                protobuf: 4
              retryAfterSeconds:
                type: int32
                description: "After how many seconds the request may be tried again."
                presence: implicit
                protobuf: 5
          Table:
            description: A list or an object as rows and columns for people.
            kinds: [meta/v1.Table]
            fields:
              kind: {type: string, description: The kind of the object., presence: implicit}
              apiVersion: {type: string, description: The group and version of the API in which the object is written., presence: implicit}
              metadata: {type: ListMeta, description: "The revision of the list, and where it goes on.", presence: always}
              columnDefinitions:
                type: list<TableColumnDefinition>
                description: "The columns, in order."
                required: true
                presence: always
                listType: atomic
              rows:
                type: list<TableRow>
                description: "The rows; each has a cell for each column."
                required: true
                presence: always
                listType: atomic
          TableColumnDefinition:
            description: A column of a table.
            fields:
              name: {type: string, description: "The heading.", required: true, presence: always}
              type:
                type: string
                description: "`string`, `integer`, `number`, `boolean` or `date`."
                required: true
                presence: always
              format:
                type: string
                description: "`name` for the column that names the object; empty as a rule."
                required: true
                presence: always
              description: {type: string, description: "What the column says.", required: true, presence: always}
              priority:
                type: int32
                description: "0 for columns that are always shown, more for those of wide output."
                required: true
                presence: always
          TableRow:
            description: A row of a table.
            fields:
              cells:
                type: list<any>
                description: "A value for each column; null where the object has none."
                required: true
                presence: always
                listType: atomic
              conditions:
                type: list<TableRowCondition>
                description: "What is special about the row."
                presence: implicit
                listType: atomic
              object: {type: rawExtension, description: "The object, or its metadata, as was asked for."}
          TableRowCondition:
            description: What is special about a row.
            fields:
              type: {type: string, description: "`Completed` for objects that are done.", required: true, presence: always}
              status: {type: string, description: "Whether it holds.", required: true, presence: always}
              reason: {type: string, description: "Why, as a word.", presence: implicit}
              message: {type: string, description: "Why, for people.", presence: implicit}
          WatchEvent:
            description: "A change that a watch reports."
            kinds: [core/v1.WatchEvent]
            everyGroup: true
            fields:
              type:
                type: string
                description: "`ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`."
                required: true
                presence: always
                protobuf: 1
              object:
                type: rawExtension
                description: "The object as it is after the change, or was before it was deleted; a Status for an error."
                required: true
                presence: always
                protobuf: 2
        """#
}
